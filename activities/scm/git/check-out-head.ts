import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type CachedRepository, inside } from "./repository-cache.ts";
import { runGit } from "./run-git.ts";

export interface CheckoutLimits {
	maxBytes: number;
	maxEntries: number;
}

export class RepositoryTooLarge extends Error {
	override readonly name = "RepositoryTooLarge";
}

/** Commits of history that come along, for `git log` and `git show` inside the sandbox. */
const DEPTH = 50;
const COPY_TIMEOUT_MS = 300_000;

/**
 * Writes the head as plain files, symbolic links included, into a repository of its own that shares nothing with the
 * clone and knows no forge. Throws RepositoryTooLarge before writing more than the limits.
 */
export async function checkOutHead(
	repository: CachedRepository,
	headSha: string,
	target: string,
	limits: CheckoutLimits,
): Promise<void> {
	const { signal } = repository;
	await assertSize(repository, headSha, limits);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await runGit(["init", "--quiet", "--template=", target], { signal });
	const copying = { cwd: target, signal, timeoutMs: COPY_TIMEOUT_MS };
	const source = pathToFileURL(repository.directory).href;
	await runGit(["fetch", "--quiet", "--no-tags", `--depth=${DEPTH}`, source, headSha], copying);
	await runGit(["checkout", "--quiet", "--detach", "FETCH_HEAD"], copying);
	// It names a folder of the host.
	await rm(join(target, ".git", "FETCH_HEAD"), { force: true });
}

async function assertSize(repository: CachedRepository, headSha: string, limits: CheckoutLimits): Promise<void> {
	const listing = await runGit(["ls-tree", "-r", "-l", "-z", headSha], inside(repository));
	const sizes = listing.split("\0").flatMap((entry) => {
		const size = /^\d+ blob [0-9a-f]+ +(\d+)\t/.exec(entry)?.[1];
		return size === undefined ? [] : [Number(size)];
	});
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	if (sizes.length > limits.maxEntries || bytes > limits.maxBytes)
		throw new RepositoryTooLarge(
			`The repository has ${sizes.length} files of ${bytes} bytes at this commit; ` +
				`a review takes up to ${limits.maxEntries} files and ${limits.maxBytes} bytes.`,
		);
}
