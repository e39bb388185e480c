import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { REPOSITORY } from "./repository.ts";

const SKIPPED = /(^|\/)(node_modules|dist|tests)(\/|$)|\.test\.tsx?$/;

/** A digest of files and folders (paths from the repository's root), to know whether what is made of them is current. */
export async function digestSources(paths: readonly string[]): Promise<string> {
	const hash = createHash("sha256");
	for (const path of paths) {
		for (const file of await filesBelow(join(REPOSITORY, path))) {
			hash
				.update(relative(REPOSITORY, file))
				.update("\0")
				.update(await readFile(file))
				.update("\0");
		}
	}
	return hash.digest("hex").slice(0, 16);
}

async function filesBelow(path: string): Promise<string[]> {
	const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
		if (error.code === "ENOTDIR") return undefined;
		throw error;
	});
	if (entries === undefined) return [path];
	const kept = entries.filter(({ name }) => !SKIPPED.test(name));
	const below = await Promise.all(
		kept.map(async (entry) => {
			const child = join(path, entry.name);
			return entry.isDirectory() ? await filesBelow(child) : [child];
		}),
	);
	return below
		.flat()
		.filter((file) => !SKIPPED.test(file))
		.sort();
}
