import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CachedRepository } from "./repository-cache.ts";
import { runGit } from "./run-git.ts";

/** Commits of history that come along, for `git log` and `git show` inside the sandbox. */
const DEPTH = 50;
const COPY_TIMEOUT_MS = 300_000;

/**
 * Writes the head as plain files, symbolic links included, into a repository of its own that shares nothing with the
 * clone and knows no forge. Whether it is small enough to be written is for `assertSize` to say before.
 */
export async function checkOutHead(repository: CachedRepository, headSha: string, target: string): Promise<void> {
	const { signal } = repository;
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
