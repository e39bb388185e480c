import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rename } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export interface AgentBundle {
	path: string;
	/** Digest of what the bundle is made from; part of its name. */
	sha256: string;
}

const thisFile = fileURLToPath(import.meta.url);
const root = resolve(dirname(thisFile), "../../..");
const defaultFolder = join(root, "node_modules/.cache/hephaestus");
const sources = ["activities/reviews/agent", "activities/reviews/llm-proxy", "domain/reviews"];

/**
 * The agent's program and all it needs as one file, which is what a sandbox gets to see of the product. Made once for
 * its sources and kept in `folder`, so that a release can carry it; a process of its own makes it, since the bundler
 * would stay in this one's memory. Throws with the bundler's words.
 */
export async function bundleAgent(folder: string = defaultFolder): Promise<AgentBundle> {
	const bundle = await locate(folder);
	const present = await access(bundle.path).then(
		() => true,
		() => false,
	);
	if (!present) await promisify(execFile)(process.execPath, [thisFile, folder]);
	return bundle;
}

async function locate(folder: string): Promise<AgentBundle> {
	const hash = createHash("sha256").update(await readFile(join(root, "activities/package.json")));
	for (const source of sources) {
		const paths = await readdir(join(root, source), { recursive: true });
		for (const path of paths.filter((name) => /(?<!\.test)\.ts$/.test(name)).toSorted()) {
			hash.update(path).update(await readFile(join(root, source, path)));
		}
	}
	const sha256 = hash.digest("hex");
	return { path: join(folder, `agent-${sha256.slice(0, 16)}.mjs`), sha256 };
}

async function writeBundle(folder: string): Promise<void> {
	const { build } = await import("esbuild");
	const { path } = await locate(folder);
	// Written beside and renamed, so that a reader never sees half a bundle.
	const partial = `${path}.${process.pid}`;
	await mkdir(folder, { recursive: true });
	await build({
		entryPoints: [join(dirname(thisFile), "main.ts")],
		outfile: partial,
		bundle: true,
		platform: "node",
		target: "node24",
		format: "esm",
		minifySyntax: true,
		legalComments: "none",
		logLevel: "error",
		// Some of the libraries are CommonJS and call `require`.
		banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
	});
	await rename(partial, path);
}

if (process.argv[1] === thisFile) await writeBundle(process.argv[2] ?? defaultFolder);
