import { access } from "node:fs/promises";
import { join } from "node:path";
import type { AgentTool } from "@earendil-works/pi-agent-core";
import { Type } from "@earendil-works/pi-ai";
import { type ProcessEnd, runProcess } from "../run-process.ts";
import { textResult } from "./text-result.ts";

const maxSeconds = 60;

const parameters = Type.Object({
	command: Type.String({ minLength: 1, description: "Shell command, such as git log --oneline -20" }),
	timeoutSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: maxSeconds })),
});

/** `bash`: a bounded shell command in the checkout. Nothing can be written and no network reached from there. */
export function createBashTool(workspace: string): AgentTool<typeof parameters> {
	return {
		name: "bash",
		label: "Shell",
		description: `Runs a shell command in the checkout (read-only, no network, at most ${maxSeconds} s), for looking around: git log, git show, ls.`,
		parameters,
		async execute(_id, { command, timeoutSeconds = 20 }, signal) {
			const end = await runProcess({
				file: "bash",
				args: ["-c", command],
				cwd: await workingDirectory(workspace),
				timeoutMs: timeoutSeconds * 1000,
				maxOutputBytes: 30_000,
				signal,
			});
			return textResult(describe(end));
		},
	};
}

async function workingDirectory(workspace: string): Promise<string> {
	const checkout = join(workspace, "inputs/sources/scm/repo");
	return access(checkout).then(
		() => checkout,
		() => workspace,
	);
}

function describe(end: ProcessEnd): string {
	if (!end.started) throw new Error("There is no shell here; use read and grep.");
	const cut = end.truncated ? "\n[output cut]" : "";
	if (end.timedOut) throw new Error(`${end.output}${cut}\n[stopped: the command took too long]`);
	const code = end.exitCode === 0 ? "" : `\n[exit code ${end.exitCode ?? "unknown"}]`;
	return `${end.output}${cut}${code}`.trim() || "(no output)";
}
