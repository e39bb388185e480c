import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findMisdirectedImports } from "./import-direction.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

interface Outcome {
	ok: boolean;
	output: string;
}

/** Each check by the name it prints; they run side by side and the whole takes well under a minute. */
const checks: Record<string, () => Promise<Outcome>> = {
	"types (server)": () => run("tsc", ["--noEmit", "-p", "tsconfig.json"]),
	"types (web)": () => run("tsc", ["--noEmit", "-p", "web/tsconfig.json"]),
	"format and lint": () => run("biome", ["check", "--error-on-warnings", "."]),
	"dead code": () => run("knip", []),
	"import direction": async () => {
		const wrong = await findMisdirectedImports(root);
		return { ok: wrong.length === 0, output: wrong.join("\n") };
	},
};

async function run(tool: string, args: string[]): Promise<Outcome> {
	return await new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [`${root}/node_modules/.bin/${tool}`, ...args], { cwd: root });
		let output = "";
		child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
		child.on("error", reject);
		child.on("close", (code) => resolve({ ok: code === 0, output }));
	});
}

const started = performance.now();
const outcomes = await Promise.all(
	Object.entries(checks).map(async ([name, check]) => {
		const begin = performance.now();
		const outcome = await check();
		console.log(`${outcome.ok ? "✔" : "✖"} ${name} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
		if (!outcome.ok) console.log(outcome.output);
		return outcome.ok;
	}),
);
console.log(
	`${outcomes.every(Boolean) ? "All checks pass" : "Some checks fail"} after ${((performance.now() - started) / 1000).toFixed(1)} s.`,
);
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
