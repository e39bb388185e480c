import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const require = createRequire(import.meta.url);
const execFileAsync = promisify(execFile);
const THIS_FILE = fileURLToPath(import.meta.url);
const ROOT = join(dirname(THIS_FILE), "../..");
const CACHE_FOLDER = join(ROOT, "node_modules/.cache/hephaestus");
/** What workflow code consists of; a change in any of it makes another bundle. */
const SOURCES = ["workflows", "domain"];
const WORKFLOWS_PATH = join(ROOT, "workflows/all-workflows.ts");

export interface WorkflowBundle {
	codePath: string;
	/** Digest of the workflow sources: the build id of the worker's version. */
	buildId: string;
}

/**
 * The workflow code as one bundle in `folder`, under the digest of its sources: processes share it, a release can carry
 * it, and one that does not fit the sources never runs. A missing one is made by a process of its own, since the
 * bundler would stay in this one's memory.
 */
export async function ensureWorkflowBundle(folder = CACHE_FOLDER): Promise<WorkflowBundle> {
	const bundle = await locate(folder);
	const present = await access(bundle.codePath).then(
		() => true,
		() => false,
	);
	if (!present) await execFileAsync(process.execPath, [THIS_FILE, folder]);
	return bundle;
}

async function locate(folder: string): Promise<WorkflowBundle> {
	const buildId = await digestSources();
	return { codePath: join(folder, `workflows-${buildId}.cjs`), buildId };
}

async function writeBundle(folder: string): Promise<void> {
	const { codePath } = await locate(folder);
	const { bundleWorkflowCode, DefaultLogger } = await import("@temporalio/worker");
	const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger: new DefaultLogger("ERROR") });
	await mkdir(folder, { recursive: true });
	// Written beside and renamed, so that a reader never sees half a bundle.
	const partial = `${codePath}.${process.pid}`;
	await writeFile(partial, code);
	await rename(partial, codePath);
}

async function digestSources(): Promise<string> {
	const hash = createHash("sha256").update(require("@temporalio/worker/package.json").version);
	for (const folder of SOURCES) {
		const paths = await readdir(join(ROOT, folder), { recursive: true });
		for (const path of paths.filter(isSource).toSorted())
			hash.update(path).update(await readFile(join(ROOT, folder, path)));
	}
	return hash.digest("hex").slice(0, 16);
}

function isSource(path: string): boolean {
	return path.endsWith(".ts") && !path.endsWith(".test.ts") && !/(^|\/)(node_modules|testing)\//.test(path);
}

if (process.argv[1] === THIS_FILE) await writeBundle(process.argv[2] ?? CACHE_FOLDER);
