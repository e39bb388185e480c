import { spawn } from "node:child_process";

export interface ProcessRequest {
	file: string;
	args: readonly string[];
	cwd: string;
	timeoutMs: number;
	maxOutputBytes: number;
	signal: AbortSignal | undefined;
}

export interface ProcessEnd {
	/** Null when it was killed or could not be started. */
	exitCode: number | null;
	timedOut: boolean;
	/** Standard output and error as they came, cut after the limit. */
	output: string;
	truncated: boolean;
	/** False when there is no such program. */
	started: boolean;
}

const inherited = /^(PATH|HOME|TMPDIR|LANG|GIT_.*)$/;

/** Runs a program with bounded time and output, without the job's token, and kills it with all its children. */
export function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => inherited.test(name)));
	const child = spawn(request.file, request.args, {
		cwd: request.cwd,
		env,
		detached: true,
		stdio: ["ignore", "pipe", "pipe"],
	});
	const chunks: Buffer[] = [];
	let size = 0;
	let timedOut = false;
	const kill = () => killGroup(child.pid);
	const take = (chunk: Buffer) => {
		if (size < request.maxOutputBytes) chunks.push(chunk.subarray(0, request.maxOutputBytes - size));
		size += chunk.length;
		// What nobody will read need not be computed either.
		if (size > request.maxOutputBytes * 4) kill();
	};
	child.stdout.on("data", take);
	child.stderr.on("data", take);
	const timer = setTimeout(() => {
		timedOut = true;
		kill();
	}, request.timeoutMs);
	request.signal?.addEventListener("abort", kill, { once: true });

	return new Promise((resolve) => {
		const end = (exitCode: number | null, started: boolean) => {
			clearTimeout(timer);
			request.signal?.removeEventListener("abort", kill);
			kill();
			const output = Buffer.concat(chunks).toString("utf8");
			resolve({ exitCode, timedOut, output, truncated: size > request.maxOutputBytes, started });
		};
		child.once("error", () => end(null, false));
		child.once("close", (exitCode) => end(exitCode, true));
	});
}

function killGroup(pid: number | undefined): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, "SIGKILL");
	} catch (error) {
		const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
		if (!isGone) throw error;
	}
}
