import { createHash } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { GitCredential } from "./git-environment.ts";
import { GitError } from "./git-process.ts";
import { runGit } from "./run-git.ts";

export interface CachedRepository {
	/** Folder of the bare clone. */
	directory: string;
	/** Ends whatever git still does for whoever fetched it. */
	signal: AbortSignal;
}

export interface FetchRequest {
	/** GIT_STORAGE_PATH. */
	storage: string;
	workspaceId: number;
	repositoryId: number;
	cloneUrl: string;
	credential: GitCredential;
	headSha: string;
	/** Ref of the forge that leads to the head, such as `refs/pull/7/head`. */
	headRef: string;
	baseBranch: string;
	signal: AbortSignal;
}

export class HeadMissing extends Error {
	override readonly name = "HeadMissing";

	constructor(headSha: string) {
		super(`The commit ${headSha} is not on the forge any more.`);
	}
}

const FETCH_TIMEOUT_MS = 600_000;

/** How a command runs in a clone. */
export function inside({ directory, signal }: CachedRepository): { cwd: string; signal: AbortSignal } {
	return { cwd: directory, signal };
}

/** Where a repository's clone lives; a workspace's mirror is its own, so clones are not shared between workspaces. */
export function cacheDirectory(storage: string, workspaceId: number, repositoryId: number): string {
	return join(storage, "sources", "scm", `${workspaceId}-${repositoryId}`);
}

/**
 * Our ref of a base branch. Refs are files here, so `release` and a later `release/1` could not both keep their names.
 */
export function baseRef(branch: string): string {
	return `refs/hephaestus/base/${createHash("sha256").update(branch).digest("hex")}`;
}

/**
 * Brings the base branch and the head of a pull request into the bare clone, making it when there is none. Throws
 * HeadMissing when neither the ref nor the commit itself leads to the head.
 */
export async function fetchPullRequest(request: FetchRequest): Promise<CachedRepository> {
	const directory = cacheDirectory(request.storage, request.workspaceId, request.repositoryId);
	const repository = { directory, signal: request.signal };
	await ensureBare(repository);
	const fetch = (refspec: string) =>
		runGit(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", request.cloneUrl, refspec], {
			...inside(repository),
			credential: request.credential,
			timeoutMs: FETCH_TIMEOUT_MS,
		});
	await fetch(`+refs/heads/${request.baseBranch}:${baseRef(request.baseBranch)}`);
	const ways = [
		`+${request.headRef}:refs/hephaestus/${request.headRef}`,
		`+${request.headSha}:refs/hephaestus/commits/${request.headSha}`,
	];
	for (const refspec of ways)
		if (!(await hasCommit(repository, request.headSha))) await ignoringMissingRef(fetch(refspec));
	if (!(await hasCommit(repository, request.headSha))) throw new HeadMissing(request.headSha);
	return repository;
}

async function ensureBare(repository: CachedRepository): Promise<void> {
	const { directory, signal } = repository;
	if (await stat(join(directory, "HEAD")).catch(() => null)) return;
	await mkdir(directory, { recursive: true });
	await runGit(["init", "--quiet", "--bare", "--template=", directory], { signal });
	// Reviews copy single commits out of this clone.
	await runGit(["config", "uploadpack.allowAnySHA1InWant", "true"], inside(repository));
}

async function hasCommit(repository: CachedRepository, sha: string): Promise<boolean> {
	try {
		await runGit(["cat-file", "-e", `${sha}^{commit}`], inside(repository));
		return true;
	} catch (error) {
		if (error instanceof GitError) return false;
		throw error;
	}
}

// The forge says so when a ref or commit is gone; every other failure is one of the connection.
async function ignoringMissingRef(fetching: Promise<unknown>): Promise<void> {
	try {
		await fetching;
	} catch (error) {
		const gone =
			error instanceof GitError && /couldn't find remote ref|not our ref|did not contain/i.test(error.stderr);
		if (!gone) throw error;
	}
}
