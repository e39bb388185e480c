import { readFile } from "node:fs/promises";
import { runProgram } from "./run-program.ts";

/**
 * Unmounts what is mounted at or below a folder, the deepest first: an engine that was killed leaves mounts that keep
 * its folders from being removed. Does nothing where no mount table can be read, or nothing is mounted.
 */
export async function unmountBelow(folder: string): Promise<void> {
	for (const mountPoint of await mountPointsBelow(folder)) await runProgram("umount", ["--lazy", mountPoint]);
}

async function mountPointsBelow(folder: string): Promise<string[]> {
	const table = await readFile("/proc/self/mounts", "utf8").catch(() => "");
	return table
		.split("\n")
		.map((line) => (line.split(" ")[1] ?? "").replaceAll("\\040", " "))
		.filter((path) => path === folder || path.startsWith(`${folder}/`))
		.toSorted((a, b) => b.length - a.length);
}
