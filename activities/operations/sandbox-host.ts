import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { sandboxHostQueue } from "@hephaestus/workflows/operations/queues.ts";
import type { Worker } from "@temporalio/worker";
import type { Logger } from "pino";
import type { SandboxHost } from "../reviews/dependencies.ts";
import { connectEngine } from "../reviews/sandbox/engine.ts";
import { type HostState, readHostState } from "../reviews/sandbox/host-state.ts";

const POLL_MS = 5_000;
const ANSWER_WITHIN_MS = 5_000;
// A busy engine misses a ping now and then; only a row of misses means that it is gone.
const MISSES_UNTIL_GONE = 3;
const POLLS_BETWEEN_CLEAN_UPS = 12;

export interface SandboxHostOptions {
	configuration: Configuration;
	logger: Logger;
	/** Notes in PostgreSQL whether this host takes reviews; called at each poll. */
	report(host: SandboxHost, state: HostState): Promise<void>;
	/** Removes what earlier runs left on the engine; called now and then while the engine answers. */
	cleanUp(host: SandboxHost): Promise<void>;
	/** Makes the workers of this host, not yet running. */
	createWorkers(host: SandboxHost): Promise<Worker[]>;
	signal: AbortSignal;
}

export function thisSandboxHost(): SandboxHost {
	return { name: hostname(), taskQueue: sandboxHostQueue(hostname()) };
}

interface RunningWorkers {
	workers: Worker[];
	done: Promise<unknown>;
}

/**
 * Runs this host's sandbox workers while its container engine answers and has the agents' image. While it does not, no
 * worker polls: reviews wait in their queue, visibly, and go on by themselves later. Ends when `signal` aborts.
 */
export async function keepSandboxHost(options: SandboxHostOptions): Promise<void> {
	const { configuration, logger, signal } = options;
	const host = thisSandboxHost();
	const address = configuration.SANDBOX_DOCKER_HOST;
	const engine = connectEngine(address, { timeoutMs: ANSWER_WITHIN_MS });
	let running: RunningWorkers | null = null;
	let misses = 0;
	let told: string | null = null;
	for (let poll = 0; !signal.aborted; poll++) {
		try {
			const state = await readHostState(engine, { image: configuration.HEPHAESTUS_AGENT_IMAGE_REFERENCE, address });
			misses = state.problem === null ? 0 : misses + 1;
			await options.report(host, state);
			if (state.problem === null && poll % POLLS_BETWEEN_CLEAN_UPS === 0) await options.cleanUp(host);
			if (state.problem === null && running === null) {
				running = await start(options, host);
				logger.info({ host: host.name, engine: state.engineVersion }, "Reviews run on this host");
			}
			const isGone = running === null || misses >= MISSES_UNTIL_GONE;
			if (state.problem !== null && isGone && state.problem !== told)
				logger.warn({ host: host.name }, `Reviews wait: ${state.problem}`);
			if (isGone || state.problem === null) told = state.problem;
			if (running !== null && misses >= MISSES_UNTIL_GONE) {
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

async function start({ createWorkers, logger }: SandboxHostOptions, host: SandboxHost): Promise<RunningWorkers> {
	const workers = await createWorkers(host);
	const done = Promise.all(workers.map((worker) => worker.run()));
	done.catch((error) => logger.error({ err: error }, "A sandbox worker failed"));
	return { workers, done };
}

async function shutDown({ workers, done }: RunningWorkers): Promise<void> {
	for (const worker of workers) if (worker.getState() === "RUNNING") worker.shutdown();
	await done.catch(() => undefined);
}
