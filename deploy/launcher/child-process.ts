import { type ChildProcess, spawn } from "node:child_process";
import type { LogFile } from "./log-file.ts";
import { machineEnvironment } from "./machine-environment.ts";

export interface NamedProcess {
	name: string;
	pid: number;
}

export interface ChildOptions {
	name: string;
	command: string;
	args: readonly string[];
	/** What the machine needs, unless given. */
	env?: NodeJS.ProcessEnv;
	cwd?: string;
	/** The user it runs as, when that is not ours. */
	uid?: number;
	gid?: number;
	/** The signal that asks it to end; SIGTERM for most, SIGINT for PostgreSQL (which then drops its clients). */
	stopSignal?: NodeJS.Signals;
	log: LogFile;
}

export interface Exit {
	code: number | null;
	signal: NodeJS.Signals | null;
}

export interface Child extends NamedProcess {
	/** Answers when it ended, for whatever reason. */
	exited: Promise<Exit>;
	/** Asks it to end, and after `graceMs` ends it and what it started by force. Never throws. */
	stop(graceMs: number): Promise<void>;
}

const living = new Map<ChildProcess, NodeJS.Signals>();

// Whatever ends this process, nothing that it started outlives it.
process.on("exit", () => {
	for (const [child, stopSignal] of living) child.kill(stopSignal);
});

/** Sees to it that a child gets `signal` when this process ends before it. */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): void {
	living.set(child, signal);
	child.once("close", () => living.delete(child));
}

/**
 * Starts a program in a process group of its own, so that a terminal's Ctrl-C reaches only the launcher, which then
 * stops its parts in order. Throws when the program cannot be run at all.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
	const { name, command, args, log, stopSignal = "SIGTERM" } = options;
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? machineEnvironment(),
		uid: options.uid,
		gid: options.gid,
		detached: true,
		stdio: ["ignore", "pipe", "pipe"],
	});
	endWithUs(child, stopSignal);
	const exited = new Promise<Exit>((resolve) => {
		child.once("close", (code, signal) => resolve({ code, signal }));
	});
	const pid = await new Promise<number>((resolve, reject) => {
		child.once("error", reject);
		child.once("spawn", () => resolve(Number(child.pid)));
	});
	child.on("error", () => undefined); // a signal that came too late
	log.follow(child.stdout);
	log.follow(child.stderr);
	return {
		name,
		pid,
		exited,
		async stop(graceMs) {
			if (!living.has(child)) return;
			child.kill(stopSignal);
			if (await settlesWithin(exited, graceMs)) return;
			killGroup(pid);
			await exited;
		},
	};
}

/** Whether the promise settles within the time; the timer does not keep the process alive after it. */
export async function settlesWithin(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((resolve) => {
		timer = setTimeout(() => resolve(false), milliseconds);
	});
	const settled = promise.then(
		() => true,
		() => true,
	);
	try {
		return await Promise.race([settled, late]);
	} finally {
		clearTimeout(timer);
	}
}

function killGroup(pid: number): void {
	try {
		process.kill(-pid, "SIGKILL");
	} catch {
		// It ended in this very moment.
	}
}
