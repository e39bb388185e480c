import { execFile } from "node:child_process";
import { once } from "node:events";
import { bundleAgent } from "../agent/bundle.ts";
import { gitHardening } from "../sandbox/git-hardening.ts";
import type { OpenJob } from "../sandbox/open-job.ts";

/** Runs the bundled agent as a plain process beside an open job, as a container would; resolves with code and output. */
export async function runAgentProcess(
	job: OpenJob,
	workspace: string,
): Promise<{ code: number | null; output: string }> {
	const { path } = await bundleAgent();
	const env = {
		...gitHardening,
		...job.environment(job.socketDirectory),
		PATH: process.env.PATH ?? "",
		HEPHAESTUS_WORKSPACE: workspace,
	};
	const child = execFile(process.execPath, [path], { env, timeout: 90_000 });
	let output = "";
	child.stdout?.on("data", (chunk) => (output += chunk));
	child.stderr?.on("data", (chunk) => (output += chunk));
	const [code] = await once(child, "close");
	return { code: typeof code === "number" ? code : null, output };
}
