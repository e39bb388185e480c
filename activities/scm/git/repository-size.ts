import { StringDecoder } from "node:string_decoder";
import { streamGit } from "./git-process.ts";
import { type CachedRepository, inside } from "./repository-cache.ts";

export interface RepositoryLimits {
	maxBytes: number;
	maxEntries: number;
}

export class RepositoryTooLarge extends Error {
	override readonly name = "RepositoryTooLarge";
}

/**
 * Throws RepositoryTooLarge when a commit's files are more than the limits. To be called before anything else reads the
 * commit's trees: a few hundred bytes of nested trees can stand for millions of files. It stops counting at the limit.
 */
export async function assertSize(
	repository: CachedRepository,
	sha: string,
	{ maxBytes, maxEntries }: RepositoryLimits,
): Promise<void> {
	let entries = 0;
	let bytes = 0;
	for await (const entry of listEntries(repository, sha)) {
		entries++;
		bytes += Number(/^\d+ blob [0-9a-f]+ +(\d+)\t/.exec(entry)?.[1] ?? 0);
		if (entries > maxEntries || bytes > maxBytes)
			throw new RepositoryTooLarge(
				`The repository has more than ${entries > maxEntries ? `${maxEntries} files` : `${maxBytes} bytes`} at this ` +
					`commit; a review takes up to ${maxEntries} files and ${maxBytes} bytes.`,
			);
	}
}

async function* listEntries(repository: CachedRepository, sha: string): AsyncGenerator<string> {
	const decoder = new StringDecoder("utf8");
	let pending = "";
	for await (const chunk of streamGit(["ls-tree", "-r", "-l", "-z", sha], inside(repository))) {
		const parts = (pending + decoder.write(chunk)).split("\0");
		pending = parts.pop() ?? "";
		yield* parts;
	}
}
