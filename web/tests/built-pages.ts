import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "@hephaestus/deploy/launcher/repository.ts";
import { digestSources } from "@hephaestus/deploy/launcher/source-digest.ts";

const CACHE = join(REPOSITORY, "node_modules/.cache/hephaestus");
const PREFIX = "web-";

/** The folder of the built pages, made once for a state of their sources; test files and runs share it. */
export async function ensureBuiltPages(): Promise<string> {
	const digest = await digestSources(["web", "domain", "package-lock.json"]);
	const folder = join(CACHE, `${PREFIX}${digest}`);
	if (!(await exists(folder))) await buildInto(folder);
	return folder;
}

// Built beside and renamed, so that nobody serves half of it; of two that build at once one is kept.
async function buildInto(folder: string): Promise<void> {
	const { build } = await import("vite");
	const unfinished = `${folder}.${process.pid}`;
	const configFile = join(import.meta.dirname, "../vite.config.ts");
	await mkdir(CACHE, { recursive: true });
	await build({ configFile, logLevel: "error", build: { outDir: unfinished, emptyOutDir: true } });
	const older = (await readdir(CACHE)).filter((name) => name.startsWith(PREFIX) && !name.includes("."));
	try {
		await rename(unfinished, folder);
	} catch (error) {
		if (!(await exists(folder))) throw error;
		await rm(unfinished, { recursive: true });
	}
	for (const name of older.filter((name) => join(CACHE, name) !== folder))
		await rm(join(CACHE, name), { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
	return await stat(path).then(
		() => true,
		() => false,
	);
}
