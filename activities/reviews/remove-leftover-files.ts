import { lstat, readdir, rm, rmdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { socketName } from "./llm-proxy/job-socket.ts";

// Nothing but what looks like ours is touched: a folder may be shared, or named by mistake.
const REVIEW_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SOCKET_FOLDER = /^[\w-]{16}$/;

/** Removes inputs of reviews that are not active: a worker that was killed left them behind. Returns how many. */
export async function removeLeftoverBundles(
	storage: string,
	activeReviewIds: () => Promise<ReadonlySet<string>>,
): Promise<number> {
	const jobs = join(storage, "jobs");
	const found = await readdir(jobs).catch(emptyWhenMissing);
	if (found.length === 0) return 0;
	// Read after the list: a review that begins in between has no folder in it.
	const active = await activeReviewIds();
	const left = found.filter((name) => REVIEW_ID.test(name) && !active.has(name));
	for (const reviewId of left) await rm(join(jobs, reviewId), { recursive: true, force: true });
	return left.length;
}

const OPENING_MS = 60_000;

/**
 * Removes folders of sockets that nobody serves any more. Other instances may have theirs in the same place: whoever
 * answers keeps it, and so does one that is young enough to be just opening. Returns how many went.
 */
export async function removeDeadSockets(socketDirectory: string, now: Date): Promise<number> {
	let removed = 0;
	for (const name of await readdir(socketDirectory).catch(emptyWhenMissing)) {
		const folder = join(socketDirectory, name);
		const path = join(folder, socketName);
		if (!SOCKET_FOLDER.test(name) || !(await isSocketBefore(path, now.getTime() - OPENING_MS))) continue;
		if (await answers(path)) continue;
		await rm(path, { force: true });
		await rmdir(folder);
		removed += 1;
	}
	return removed;
}

async function isSocketBefore(path: string, milliseconds: number): Promise<boolean> {
	const found = await lstat(path).catch(() => null);
	return found?.isSocket() === true && found.mtimeMs < milliseconds;
}

async function answers(path: string): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(path);
		socket.once("connect", () => {
			socket.destroy();
			resolve(true);
		});
		// Nobody listens, or there is no socket; anything else says nothing about its server.
		socket.once("error", (error: NodeJS.ErrnoException) =>
			resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT"),
		);
	});
}

function emptyWhenMissing(error: NodeJS.ErrnoException): string[] {
	if (error.code === "ENOENT") return [];
	throw error;
}
