import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, lstat, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";

export const socketName = "job.sock";

export interface JobSocket {
	/** Mounted into the container as a whole: a mount of the socket itself would not survive the worker. */
	directory: string;
	path: string;
	/** Ends open requests and removes the directory. */
	close(): Promise<void>;
}

/**
 * Serves Hono apps on a fresh unix socket below `baseDirectory`. The path is short (the kernel allows 107 bytes), and
 * its name is unguessable since the container's user, whoever that is on this host, must be able to enter it. Throws when
 * somebody else could change what is in `baseDirectory`.
 */
export async function openJobSocket(
	baseDirectory: string,
	apps: readonly Hono[],
	onError: (error: unknown) => void,
): Promise<JobSocket> {
	await makeBase(baseDirectory);
	const directory = join(baseDirectory, randomBytes(12).toString("base64url"));
	await mkdir(directory, { mode: 0o711 });
	await chmod(directory, 0o711);
	const path = join(directory, socketName);
	const server = createAdaptorServer({ fetch: joined(apps, onError).fetch, hostname: "localhost" });
	server.listen(path);
	await once(server, "listening");
	await chmod(path, 0o666);
	return {
		directory,
		path,
		async close() {
			if ("closeAllConnections" in server) server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
			await rm(directory, { recursive: true, force: true });
		},
	};
}

// The usual place is below /tmp, where anybody may have made a folder of that name before us.
async function makeBase(path: string): Promise<void> {
	await mkdir(path, { recursive: true, mode: 0o711 });
	const found = await lstat(path);
	const isOthers = process.getuid !== undefined && found.uid !== process.getuid();
	if (!found.isDirectory() || isOthers || (found.mode & 0o022) !== 0)
		throw new Error(
			`SANDBOX_SOCKET_DIR is ${path}, which is not a folder of the worker's user that nobody else may write to; remove it or name another folder.`,
		);
	await chmod(path, 0o711);
}

function joined(apps: readonly Hono[], onError: (error: unknown) => void): Hono {
	const root = new Hono();
	for (const app of apps) root.route("/", app);
	root.notFound((c) => c.json({ type: "error", error: { type: "not_found", message: "There is nothing here." } }, 404));
	root.onError((error, c) => {
		if (error instanceof HTTPException) return error.getResponse();
		onError(error);
		return c.json(
			{ type: "error", error: { type: "internal_error", message: "The worker failed; see its log." } },
			500,
		);
	});
	return root;
}
