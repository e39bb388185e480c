import { spawn } from "node:child_process";
import { endWithUs } from "./child-process.ts";

export interface RunOptions {
	env?: NodeJS.ProcessEnv;
	cwd?: string;
	/** Called with every line of output. */
	onLine?: (line: string) => void;
}

export class ProgramFailed extends Error {
	override readonly name = "ProgramFailed";
}

/** Runs a program to its end and answers what it printed to stdout. Throws ProgramFailed with its last lines. */
export async function runProgram(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
	const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
	endWithUs(child);
	let stdout = "";
	let both = "";
	const take = (chunk: string) => {
		both = (both + chunk).slice(-4_000);
		for (const line of chunk.split(/[\r\n]+/)) if (line.trim() !== "") options.onLine?.(line.trim());
	};
	child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
		stdout += chunk;
		take(chunk);
	});
	child.stderr.setEncoding("utf8").on("data", take);
	return await new Promise((resolve, reject) => {
		child.once("error", (cause) =>
			reject(new ProgramFailed(`${command} could not be run: ${cause.message}`, { cause })),
		);
		child.once("close", (code, signal) => {
			if (code === 0) resolve(stdout);
			else
				reject(
					new ProgramFailed(
						`${command} ended with ${signal ?? `code ${code}`}: ${both.trim().split("\n").slice(-6).join(" | ")}`,
					),
				);
		});
	});
}
