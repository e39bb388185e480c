import type Docker from "dockerode";
import type { Container } from "dockerode";
import { type ContainerSpec, containerOptions } from "./container-options.ts";
import { AgentFailed, toSandboxError } from "./errors.ts";
import { readLogTail } from "./log-tail.ts";

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
		throw missingImage(error, spec.image) ?? toSandboxError(error, "creating the container");
	});
	try {
		return await runToEnd(container, run);
	} finally {
		await container.remove({ force: true, v: true }).catch(run.onLeftBehind);
	}
}

async function runToEnd(container: Container, run: ContainerRun): Promise<ContainerEnd> {
	// Waiting starts before the container, so that a short life is not missed.
	const ended = waitForEnd(container);
	ended.catch(() => undefined);
	await container.start().catch((error: unknown) => {
		throw toSandboxError(error, "starting the container");
	});
	const interruption = interruptedBy(run);
	try {
		const first = await Promise.race([ended, interruption.promise]);
		if (first === "cancelled") run.signal.throwIfAborted();
		if (first === "timeout") await stop(container, run.stopTimeoutSeconds);
		const exitCode = typeof first === "number" ? first : null;
		return { exitCode, outOfMemory: await wasOutOfMemory(container), log: await readLogTail(container) };
	} finally {
		interruption.clear();
	}
}

async function waitForEnd(container: Container): Promise<number> {
	try {
		const { StatusCode }: { StatusCode: number } = await container.wait({ condition: "next-exit" });
		return StatusCode;
	} catch (error) {
		throw toSandboxError(error, "the agent was running");
	}
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
		if (!hasStatus(error, 304)) throw toSandboxError(error, "stopping the container");
	});
}

async function wasOutOfMemory(container: Container): Promise<boolean> {
	const { State } = await container.inspect().catch((error: unknown) => {
		throw toSandboxError(error, "reading how the container ended");
	});
	return State.OOMKilled;
}

function missingImage(error: unknown, image: string): AgentFailed | null {
	if (!hasStatus(error, 404)) return null;
	return new AgentFailed(
		`The sandbox image ${image} is not on the container engine. Build or pull it, or set HEPHAESTUS_AGENT_IMAGE_REFERENCE.`,
		{ cause: error },
	);
}

function hasStatus(error: unknown, status: number): boolean {
	return typeof error === "object" && error !== null && "statusCode" in error && error.statusCode === status;
}
