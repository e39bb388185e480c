import { setInterval } from "node:timers/promises";
import type Docker from "dockerode";
import type { Container } from "dockerode";
import { type ContainerSpec, containerOptions } from "./container-options.ts";
import { AgentFailed, engineLost, startFailure, statusOf } from "./errors.ts";
import { readLogTail } from "./log-tail.ts";

const watchEveryMs = 2000;

export interface ContainerRun {
	timeoutMs: number;
	/** How long a container may take to stop by itself before it is killed. */
	stopTimeoutSeconds: number;
	signal: AbortSignal;
	/** Told when the container's removal failed; reconciliation removes it later. */
	onLeftBehind(error: unknown): void;
}

export interface ContainerEnd {
	/** Null when the container was stopped at its time limit. */
	exitCode: number | null;
	outOfMemory: boolean;
	log: string;
}

/**
 * Runs a container to its end, its time limit or its cancellation, and removes it whatever happens. Rejects with the
 * signal's reason when cancelled, with SandboxEngineLost when the engine goes away, with AgentFailed when it refuses.
 */
export async function runContainer(docker: Docker, spec: ContainerSpec, run: ContainerRun): Promise<ContainerEnd> {
	run.signal.throwIfAborted();
	const container = await docker.createContainer(containerOptions(spec)).catch((error: unknown) => {
		throw missingImage(error, spec.image) ?? startFailure(error, "creating the container");
	});
	try {
		return await runToEnd(container, run);
	} finally {
		await container.remove({ force: true, v: true }).catch(run.onLeftBehind);
	}
}

async function runToEnd(container: Container, run: ContainerRun): Promise<ContainerEnd> {
	await container.start().catch((error: unknown) => {
		throw startFailure(error, "starting the container");
	});
	const watching = new AbortController();
	const ended = waitForEnd(container, watching.signal);
	ended.catch(() => undefined);
	const interruption = interruptedBy(run);
	try {
		const first = await Promise.race([ended, interruption.promise]);
		if (first === "cancelled") run.signal.throwIfAborted();
		if (first === "timeout") await stop(container, run.stopTimeoutSeconds);
		const exitCode = typeof first === "number" ? first : null;
		return { exitCode, outOfMemory: await wasOutOfMemory(container), log: await readLogTail(container) };
	} finally {
		watching.abort();
		interruption.clear();
	}
}

/** The exit code. Asks now and then as well, since a wait on an engine that died would never be answered. */
async function waitForEnd(container: Container, signal: AbortSignal): Promise<number> {
	const waited = container.wait().then(({ StatusCode }: { StatusCode: number }) => StatusCode);
	try {
		return await Promise.race([waited, watch(container, signal)]);
	} catch (error) {
		throw engineLost(error, "the agent was running");
	}
}

async function watch(container: Container, signal: AbortSignal): Promise<number> {
	for await (const _ of setInterval(watchEveryMs, undefined, { signal })) {
		const { State } = await container.inspect();
		if (!State.Running) return State.ExitCode;
	}
	throw new Error("the watch ended");
}

function interruptedBy(run: ContainerRun): { promise: Promise<"cancelled" | "timeout">; clear(): void } {
	const { promise, resolve } = Promise.withResolvers<"cancelled" | "timeout">();
	const timer = setTimeout(() => resolve("timeout"), run.timeoutMs);
	const cancel = () => resolve("cancelled");
	if (run.signal.aborted) cancel();
	run.signal.addEventListener("abort", cancel, { once: true });
	return {
		promise,
		clear() {
			clearTimeout(timer);
			run.signal.removeEventListener("abort", cancel);
		},
	};
}

async function stop(container: Container, seconds: number): Promise<void> {
	await container.stop({ t: seconds }).catch((error: unknown) => {
		// 304: it ended between the limit and this call.
		if (statusOf(error) !== 304) throw engineLost(error, "stopping the container");
	});
}

async function wasOutOfMemory(container: Container): Promise<boolean> {
	const { State } = await container.inspect().catch((error: unknown) => {
		throw engineLost(error, "reading how the container ended");
	});
	return State.OOMKilled;
}

function missingImage(error: unknown, image: string): AgentFailed | null {
	if (statusOf(error) !== 404) return null;
	return new AgentFailed(
		`The sandbox image ${image} is not on the container engine. Build or pull it, or set HEPHAESTUS_AGENT_IMAGE_REFERENCE.`,
		{ cause: error },
	);
}
