import { glob } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = ["domain", "db", "workflows", "activities", "api", "web", "deploy"];

/**
 * Absolute paths of the test files, or of those whose path contains one of `only`. Files that need the machine to
 * themselves (a whole instance, a browser) come last.
 */
export async function findTestFiles(only: readonly string[]): Promise<string[]> {
	const files: string[] = [];
	const pattern = `{${packages.join(",")}}/**/*.test.ts`;
	for await (const file of glob(pattern, { cwd: root, exclude: (name) => name === "node_modules" || name === "dist" }))
		if (only.length === 0 || only.some((part) => file.includes(part))) files.push(file);
	return files.sort((a, b) => weight(a) - weight(b) || a.localeCompare(b)).map((file) => `${root}${file}`);
}

function weight(file: string): number {
	if (file.startsWith("deploy/smoke")) return 2;
	return file.startsWith("web/") ? 1 : 0;
}
