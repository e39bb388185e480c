import { spawn } from "node:child_process";

export interface GitCredential {
	/** The forge's origin; the credential is sent nowhere else. */
	origin: string;
	token: string;
}

export interface GitRun {
	cwd?: string;
	credential?: GitCredential;
	signal?: AbortSignal;
	/** Output beyond this is an error; 64 MiB unless given. */
	maxOutputBytes?: number;
}

export class GitError extends Error {
	override readonly name = "GitError";
	readonly exitCode: number | null;
	readonly stderr: string;

	constructor(command: string, exitCode: number | null, stderr: string) {
		super(`git ${command} ended with ${exitCode ?? "a signal"}: ${stderr.trim().split("\n").slice(-3).join(" ")}`);
		this.exitCode = exitCode;
		this.stderr = stderr;
	}
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Settings that hold for every command: nothing of the repository or the machine is executed or asked. */
const HARDENING: readonly [key: string, value: string][] = [
	["core.hooksPath", "/dev/null"],
	["core.fsmonitor", "false"],
	["core.attributesFile", "/dev/null"],
	["core.symlinks", "false"],
	["core.quotePath", "false"],
	["core.askPass", ""],
	["core.sshCommand", "false"],
	["credential.helper", ""],
	["protocol.allow", "never"],
	["protocol.https.allow", "always"],
	["protocol.http.allow", "always"],
	["protocol.file.allow", "always"],
	["http.followRedirects", "false"],
	["submodule.recurse", "false"],
	["fetch.recurseSubmodules", "false"],
	["gc.auto", "0"],
	["maintenance.auto", "false"],
	["safe.directory", "*"],
];

/**
 * Runs git and returns what it printed. The credential travels in the environment, so it is in no argument list, no
 * URL and no file; system and user configuration are ignored. Throws GitError when git fails.
 */
export async function runGit(args: readonly string[], run: GitRun = {}): Promise<string> {
	const child = spawn("git", args, {
		...(run.cwd === undefined ? {} : { cwd: run.cwd }),
		...(run.signal === undefined ? {} : { signal: run.signal }),
		env: environment(run.credential),
		stdio: ["ignore", "pipe", "pipe"],
	});
	const limit = run.maxOutputBytes ?? MAX_OUTPUT_BYTES;
	const output: Buffer[] = [];
	let size = 0;
	let stderr = "";
	child.stdout.on("data", (chunk: Buffer) => {
		size += chunk.length;
		if (size > limit) child.kill("SIGKILL");
		else output.push(chunk);
	});
	child.stderr.on("data", (chunk: Buffer) => {
		stderr = (stderr + chunk.toString("utf8")).slice(-8192);
	});
	const exitCode = await new Promise<number | null>((resolve, reject) => {
		child.once("error", reject);
		child.once("close", resolve);
	});
	const command = args.find((arg) => !arg.startsWith("-")) ?? "";
	if (size > limit) throw new GitError(command, null, `it printed more than ${limit} bytes`);
	if (exitCode !== 0) throw new GitError(command, exitCode, redact(stderr, run.credential));
	return Buffer.concat(output).toString("utf8");
}

function environment(credential: GitCredential | undefined): NodeJS.ProcessEnv {
	const settings = [...HARDENING, ...authorization(credential)];
	return {
		PATH: process.env.PATH,
		LC_ALL: "C.UTF-8",
		HOME: "/nonexistent",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_SYSTEM: "/dev/null",
		GIT_CONFIG_GLOBAL: "/dev/null",
		GIT_ATTR_NOSYSTEM: "1",
		GIT_TERMINAL_PROMPT: "0",
		GIT_LFS_SKIP_SMUDGE: "1",
		GIT_CONFIG_COUNT: String(settings.length),
		...Object.fromEntries(
			settings.flatMap(([key, value], index) => [
				[`GIT_CONFIG_KEY_${index}`, key],
				[`GIT_CONFIG_VALUE_${index}`, value],
			]),
		),
	};
}

function authorization(credential: GitCredential | undefined): [string, string][] {
	if (credential === undefined) return [];
	return [[`http.${credential.origin}/.extraHeader`, `Authorization: Basic ${basic(credential)}`]];
}

function basic({ token }: GitCredential): string {
	return Buffer.from(`x-access-token:${token}`, "utf8").toString("base64");
}

function redact(text: string, credential: GitCredential | undefined): string {
	if (credential === undefined) return text;
	return text.replaceAll(credential.token, "[redacted]").replaceAll(basic(credential), "[redacted]");
}
