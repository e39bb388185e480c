import type { AgentTool } from "@earendil-works/pi-agent-core";
import { Type } from "@earendil-works/pi-ai";
import { type ProcessEnd, runProcess } from "../run-process.ts";
import { workspacePath } from "../workspace-path.ts";
import { textResult } from "./text-result.ts";

const parameters = Type.Object({
	pattern: Type.String({ minLength: 1, description: "Regular expression" }),
	path: Type.Optional(
		Type.String({ description: "File or folder below the workspace; the whole workspace if left out" }),
	),
	ignoreCase: Type.Optional(Type.Boolean()),
});

const bounds = { timeoutMs: 20_000, maxOutputBytes: 40_000 };

/** `grep`: lines that match, as path:line:text, by ripgrep where it is installed and by grep elsewhere. */
export function createGrepTool(workspace: string): AgentTool<typeof parameters> {
	return {
		name: "grep",
		label: "Search",
		description: "Searches files of the workspace for a regular expression and returns path:line:text.",
		parameters,
		async execute(_id, { pattern, path = ".", ignoreCase = false }, signal) {
			await workspacePath(workspace, path);
			const caseFlag = ignoreCase ? ["-i"] : [];
			const request = { cwd: workspace, signal, ...bounds };
			const ripgrep = [
				"--no-config",
				"-n",
				"--no-heading",
				"--color=never",
				"--hidden",
				"--max-columns=400",
				"-g!.git",
			];
			const grep = ["-rnIE", "--exclude-dir=.git"];
			let end = await runProcess({
				file: "rg",
				args: [...ripgrep, ...caseFlag, "-e", pattern, "--", path],
				...request,
			});
			if (!end.started) {
				end = await runProcess({ file: "grep", args: [...grep, ...caseFlag, "-e", pattern, "--", path], ...request });
			}
			return textResult(describe(end));
		},
	};
}

function describe(end: ProcessEnd): string {
	if (end.timedOut) throw new Error("The search took too long; narrow the path or the pattern.");
	if (end.truncated) return `${end.output}\n[more matches were left out; narrow the search]`;
	if (end.exitCode === 1) return "No matches.";
	if (end.exitCode !== 0) throw new Error(end.output.trim() || "The search could not run.");
	return end.output;
}
