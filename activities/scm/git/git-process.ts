import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { type GitCredential, gitEnvironment, redact } from "./git-environment.ts";

export interface GitRun {
	cwd?: string;
	credential?: GitCredential;
	/** Ends the command; what is thrown then is the signal's reason. */
	signal: AbortSignal;
	/** Two minutes unless given: a peer or a repository that keeps git busy must not hold a review for ever. */
	timeoutMs?: number;
	/** Memory of each of its processes; 2 GiB unless given. */
	memoryBytes?: number;
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

	/** Whether what it worked on is larger than its memory. */
	get isOutOfMemory(): boolean {
		return /out of memory|cannot allocate memory/i.test(this.stderr);
	}
}

const MEMORY_BYTES = 2 * 1024 ** 3;
const TIMEOUT_MS = 120_000;
/** Time to remove its lock files. */
const GRACE_MS = 5_000;
const MAX_STDERR = 8192;

type GitChild = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Runs git and yields what it prints as it comes; it ends when the caller reads no further. Throws GitError when git
 * fails or takes too long, and the signal's reason when that ended it. When this returns, no process is left.
 */
export async function* streamGit(args: readonly string[], run: GitRun): AsyncGenerator<Buffer> {
	run.signal.throwIfAborted();
	const timeoutMs = run.timeoutMs ?? TIMEOUT_MS;
	const timeout = AbortSignal.timeout(timeoutMs);
	const signal = AbortSignal.any([run.signal, timeout]);
	const child = start(args, run);
	let isClosed = false;
	const closed = closing(child).finally(() => {
		isClosed = true;
	});
	// Whoever reads the output hears of a failed start later than it happens.
	closed.catch(() => undefined);
	// Git itself may have ended while a helper keeps its pipes open.
	const stop = () => (isClosed ? undefined : end(child));
	signal.addEventListener("abort", stop, { once: true });
	let stderr = "";
	child.stderr.on("data", (chunk: Buffer) => {
		stderr = (stderr + chunk.toString("utf8")).slice(-MAX_STDERR);
	});
	const command = args.find((arg) => !arg.startsWith("-")) ?? "";
	try {
		for await (const chunk of child.stdout) yield chunk;
		const exitCode = await closed;
		run.signal.throwIfAborted();
		if (timeout.aborted) throw new GitError(command, null, `it took longer than ${timeoutMs / 1000} seconds`);
		if (exitCode !== 0) throw new GitError(command, exitCode, redact(stderr, run.credential));
	} finally {
		signal.removeEventListener("abort", stop);
		stop();
		await closed.catch(() => undefined);
	}
}

const LIMITED = 'ulimit -d "$0" 2>/dev/null; exec git "$@"';

// The shell lowers the limit and becomes git; where a system has no such limit, git runs without. A group of its own,
// so that the helpers which git starts for a fetch end with it.
function start(args: readonly string[], run: GitRun): GitChild {
	const kibibytes = String(Math.floor((run.memoryBytes ?? MEMORY_BYTES) / 1024));
	return spawn("/bin/sh", ["-c", LIMITED, kibibytes, ...args], {
		...(run.cwd === undefined ? {} : { cwd: run.cwd }),
		env: gitEnvironment(run.credential),
		stdio: ["ignore", "pipe", "pipe"],
		detached: true,
	});
}

function closing(child: GitChild): Promise<number | null> {
	return new Promise<number | null>((resolve, reject) => {
		child.once("error", reject);
		child.once("close", resolve);
	});
}

function end(child: GitChild): void {
	signalGroup(child, "SIGTERM");
	const kill = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS);
	child.once("close", () => clearTimeout(kill));
}

function signalGroup({ pid }: GitChild, name: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, name);
	} catch (error) {
		// ESRCH: it has ended by itself meanwhile.
		if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
	}
}
