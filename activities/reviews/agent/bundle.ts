import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface AgentBundle {
	path: string;
	sha256: string;
}

const here = dirname(fileURLToPath(import.meta.url));
const defaultFolder = resolve(here, "../../../node_modules/.cache/hephaestus");

/**
 * Bundles the agent's program and all it needs into one file, `agent.mjs` in the given folder, which is what a sandbox
 * gets to see of the product. Takes well under a second. Throws esbuild's failure.
 */
export async function bundleAgent(folder: string = defaultFolder): Promise<AgentBundle> {
	await mkdir(folder, { recursive: true });
	const path = join(folder, "agent.mjs");
	await build({
		entryPoints: [join(here, "main.ts")],
		outfile: path,
		bundle: true,
		platform: "node",
		target: "node24",
		format: "esm",
		minifySyntax: true,
		legalComments: "none",
		logLevel: "silent",
		// Some of the libraries are CommonJS and call `require`.
		banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
	});
	return {
		path,
		sha256: createHash("sha256")
			.update(await readFile(path))
			.digest("hex"),
	};
}
