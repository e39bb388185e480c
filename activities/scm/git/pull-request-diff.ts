import { GitError } from "./git-process.ts";
import { baseRef, type CachedRepository, inside } from "./repository-cache.ts";
import { runGit } from "./run-git.ts";

export interface DiffRange {
	baseSha: string;
	headSha: string;
}

/**
 * What a pull request changes: from where it left the base branch, or, once merged, from the merge's first parent
 * (specification, section 9.3). Null when the branches share no history or nothing differs.
 */
export async function findRange(
	repository: CachedRepository,
	baseBranch: string,
	headSha: string,
): Promise<DiffRange | null> {
	const merged = await mergedFrom(repository, baseBranch, headSha);
	const baseSha = merged ?? (await mergeBase(repository, baseBranch, headSha));
	return baseSha === null || baseSha === headSha ? null : { baseSha, headSha };
}

const PATCH_MEMORY_BYTES = 512 * 1024 ** 2;
const DIFF_OPTIONS = [
	"--histogram",
	"--find-renames=50%",
	// Every added file is compared with every removed one: with more than this, only identical files are renames.
	"-l500",
	"--no-ext-diff",
	"--no-textconv",
	"--no-color",
	"--src-prefix=a/",
	"--dst-prefix=b/",
];

/** The unified diff of a range, renames found, nothing executed. Throws GitOutputTooLarge beyond `maxBytes`. */
export async function readPatch(repository: CachedRepository, range: DiffRange, maxBytes: number): Promise<string> {
	return await runGit(["diff", ...DIFF_OPTIONS, range.baseSha, range.headSha], {
		...inside(repository),
		maxOutputBytes: maxBytes,
		memoryBytes: PATCH_MEMORY_BYTES,
	});
}

/** Subjects of the commits a range adds, newest first. */
export async function listCommits(
	repository: CachedRepository,
	range: DiffRange,
	limit: number,
): Promise<{ sha: string; message: string }[]> {
	const lines = await runGit(
		["log", `--max-count=${limit}`, "--format=%h%x00%s", "--abbrev=7", `${range.baseSha}..${range.headSha}`],
		inside(repository),
	);
	return lines
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => {
			const [sha = "", message = ""] = line.split("\0");
			return { sha, message };
		});
}

async function mergeBase(repository: CachedRepository, baseBranch: string, headSha: string): Promise<string | null> {
	try {
		return (await runGit(["merge-base", baseRef(baseBranch), headSha], inside(repository))).trim();
	} catch (error) {
		// 1 means: no common ancestor.
		if (error instanceof GitError && error.exitCode === 1) return null;
		throw error;
	}
}

async function mergedFrom(repository: CachedRepository, baseBranch: string, headSha: string): Promise<string | null> {
	const merges = await runGit(
		["log", "--merges", "--max-count=2000", "--format=%P", baseRef(baseBranch)],
		inside(repository),
	);
	const parents = merges.split("\n").map((line) => line.split(" "));
	return parents.find(([, second]) => second === headSha)?.[0] ?? null;
}
