import { readdir, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { socketName } from "./llm-proxy/job-socket.ts";

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
	const left = found.filter((reviewId) => !active.has(reviewId));
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
		const { mtimeMs = Number.POSITIVE_INFINITY } = (await stat(folder).catch(() => null)) ?? {};
		if (now.getTime() - mtimeMs < OPENING_MS || (await answers(join(folder, socketName)))) continue;
		await rm(folder, { recursive: true, force: true });
		removed += 1;
	}
	return removed;
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
