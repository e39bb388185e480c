import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, settlesWithin, startChild } from "./child-process.ts";
import type { LogFile } from "./log-file.ts";
import { machineEnvironment } from "./machine-environment.ts";
import { PartFailed } from "./part.ts";
import { REPOSITORY } from "./repository.ts";
import type { Environment } from "./settings.ts";

export interface NodeProcessOptions {
	name: string;
	/** Path from the repository's root. */
	program: string;
	environment: Environment;
	/** Answers 2xx when the process is ready for use. */
	readyUrl: string;
	readyWithinMs: number;
	log: LogFile;
}

export interface NodeProcess {
	child: Child;
	stop(graceMs: number): Promise<void>;
}

/** Starts one of our own processes and waits until it says it is ready. Throws PartFailed with what it said last. */
export async function startNodeProcess(options: NodeProcessOptions): Promise<NodeProcess> {
	const { name, log } = options;
	const child = await startChild({
		name,
		command: process.execPath,
		args: [join(REPOSITORY, options.program)],
		env: { ...machineEnvironment(), ...options.environment },
		cwd: REPOSITORY,
		log,
	});
	const state = await untilReady(child, options);
	if (state !== "ready") {
		await child.stop(2_000);
		throw new PartFailed(name, state, { remedy: `Its whole log: ${log.path}.`, log: log.tail(6) });
	}
	return { child, stop: async (graceMs) => await child.stop(graceMs) };
}

async function untilReady(child: Child, { readyUrl, readyWithinMs }: NodeProcessOptions): Promise<string> {
	const deadline = performance.now() + readyWithinMs;
	let answer = "no answer";
	while (performance.now() < deadline) {
		if (await settlesWithin(child.exited, 0)) {
			const { code, signal } = await child.exited;
			return `It ended while starting (${signal ?? `code ${code}`}).`;
		}
		const response = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
		if (response?.ok) return "ready";
		if (response !== undefined) answer = `${response.status} ${(await response.text()).slice(0, 300)}`;
		await sleep(100);
	}
	return `It is not ready after ${readyWithinMs / 1000} s; ${readyUrl} says: ${answer}.`;
}
