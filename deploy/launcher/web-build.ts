import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { borrowedPart, type Progress, type RunningPart } from "./part.ts";
import { REPOSITORY } from "./repository.ts";
import { runProgram } from "./run-program.ts";
import { digestSources } from "./source-digest.ts";

const WEB = join(REPOSITORY, "web");
const DIST = join(WEB, "dist");
const STAMP = join(DIST, ".sources");

/** Builds the pages into web/dist when their sources changed since the last time; the API serves them from there. */
export async function buildWeb(progress: Progress): Promise<RunningPart> {
	const digest = await digestSources(["web", "domain", "package-lock.json"]);
	if ((await readFile(STAMP, "utf8").catch(() => "")) !== digest) {
		progress("building the pages (vite)");
		await build(digest);
	}
	return borrowedPart(digest.slice(0, 8), "web/dist, served by the API");
}

// Built beside and renamed, so that a running API never serves half of it.
async function build(digest: string): Promise<void> {
	const unfinished = join(REPOSITORY, `node_modules/.cache/web-${process.pid}`);
	const vite = join(REPOSITORY, "node_modules/vite/bin/vite.js");
	const env = { ...process.env, NODE_ENV: "production" };
	await runProgram(process.execPath, [vite, "build", "--outDir", unfinished, "--emptyOutDir"], { cwd: WEB, env });
	await writeFile(join(unfinished, ".sources"), digest);
	await rm(DIST, { recursive: true, force: true });
	await rename(unfinished, DIST);
}
