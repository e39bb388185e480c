import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { sandboxHostQueue } from "@hephaestus/workflows/operations/queues.ts";
import type { Worker } from "@temporalio/worker";
import Docker from "dockerode";
import type { Logger } from "pino";
import type { SandboxHost } from "../all-activities.ts";

const POLL_MS = 5_000;
// A busy engine misses a ping now and then; only a row of misses means that it is gone.
const MISSES_UNTIL_GONE = 3;

export interface SandboxHostOptions {
	configuration: Configuration;
	logger: Logger;
	/** Notes in PostgreSQL that this host takes reviews; called at each poll that finds the engine. */
	claim(host: SandboxHost, engineVersion: string): Promise<void>;
	/** Makes the workers of this host, not yet running. */
	createWorkers(host: SandboxHost): Promise<Worker[]>;
	signal: AbortSignal;
}

export function thisSandboxHost(): SandboxHost {
	return { name: hostname(), taskQueue: sandboxHostQueue(hostname()) };
}

/**
 * Runs this host's sandbox workers while its container engine answers. While it does not, no worker polls: reviews wait
 * in their queue, visibly, and go on by themselves when the engine is back. Ends when `signal` aborts.
 */
export async function keepSandboxHost(options: SandboxHostOptions): Promise<void> {
	const { configuration, logger, signal } = options;
	const host = thisSandboxHost();
	const engine = connectEngine(configuration.SANDBOX_DOCKER_HOST);
	let running: { workers: Worker[]; done: Promise<unknown> } | null = null;
	let misses = 0;
	while (!signal.aborted) {
		const version = await engineVersion(engine);
		misses = version === null ? misses + 1 : 0;
		try {
			if (version !== null) await options.claim(host, version);
			if (version !== null && running === null) {
				const workers = await options.createWorkers(host);
				running = { workers, done: Promise.all(workers.map((worker) => worker.run())) };
				running.done.catch((error) => logger.error({ err: error }, "A sandbox worker failed"));
				logger.info({ host: host.name, engine: version }, "The container engine answers; reviews run on this host");
			}
			if (running === null && misses === 1)
				logger.warn(
					{ address: configuration.SANDBOX_DOCKER_HOST },
					"No container engine answers; reviews wait for one",
				);
			if (running !== null && misses === MISSES_UNTIL_GONE) {
				logger.error({ address: configuration.SANDBOX_DOCKER_HOST }, "The container engine is gone; reviews wait");
				await shutDown(running);
				running = null;
			}
		} catch (error) {
			logger.error({ err: error }, "The sandbox host could not be kept; trying again");
		}
		await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
	}
	if (running !== null) await shutDown(running);
}

async function shutDown(running: { workers: Worker[]; done: Promise<unknown> }): Promise<void> {
	for (const worker of running.workers) if (worker.getState() === "RUNNING") worker.shutdown();
	await running.done.catch(() => undefined);
}

/** A client of the engine at a `unix://` or `tcp://` address. */
export function connectEngine(address: string): Docker {
	const url = new URL(address);
	if (url.protocol === "unix:") return new Docker({ socketPath: url.pathname, timeout: 5_000 });
	const protocol = url.protocol === "https:" ? "https" : "http";
	return new Docker({ protocol, host: url.hostname, port: url.port, timeout: 5_000 });
}

/** The engine's version, or null when it does not answer. */
export async function engineVersion(engine: Docker): Promise<string | null> {
	try {
		return (await engine.version()).Version;
	} catch {
		return null;
	}
}
