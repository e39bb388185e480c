import { GitError, type GitRun, streamGit } from "./git-process.ts";

export interface CollectedGitRun extends GitRun {
	/** Output beyond this is an error; 64 MiB unless given. */
	maxOutputBytes?: number;
}

export class GitOutputTooLarge extends GitError {}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs git and returns what it printed. Throws as `streamGit`, and GitOutputTooLarge beyond `maxOutputBytes`. */
export async function runGit(args: readonly string[], run: CollectedGitRun): Promise<string> {
	const limit = run.maxOutputBytes ?? MAX_OUTPUT_BYTES;
	const output: Buffer[] = [];
	let size = 0;
	for await (const chunk of streamGit(args, run)) {
		size += chunk.length;
		if (size > limit) throw new GitOutputTooLarge(args[0] ?? "", null, `it printed more than ${limit} bytes`);
		output.push(chunk);
	}
	return Buffer.concat(output).toString("utf8");
}
