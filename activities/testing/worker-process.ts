import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const WORKER = fileURLToPath(new URL("../worker.ts", import.meta.url));

export interface WorkerProcess {
	/** Ends it at once, without a word to anyone. */
	kill(): Promise<void>;
	/** Asks it to stop and waits until it did. */
	stop(): Promise<void>;
}

/** Starts the worker as a process of its own, configured by `variables` only; what it logs as errors shows in the test. */
export function startWorkerProcess(variables: Record<string, string>): WorkerProcess {
	const child = spawn(process.execPath, [WORKER], {
		env: { PATH: process.env.PATH, LOG_LEVEL: "error", ...variables },
		stdio: "inherit",
	});
	const exited = once(child, "exit");
	const end = async (signal: "SIGKILL" | "SIGTERM") => {
		child.kill(signal);
		await exited;
	};
	return { kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}
