import type { Database } from "@hephaestus/db/operations/database.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { type DependencyState, type Readiness, readinessOf } from "@hephaestus/domain/operations/readiness.ts";
import { takesReviews } from "@hephaestus/domain/operations/switches.ts";
import type { NativeConnection, Worker } from "@temporalio/worker";
import { sql } from "kysely";
import { connectEngine } from "../reviews/sandbox/engine.ts";
import { readHostState } from "../reviews/sandbox/host-state.ts";

const ANSWER_WITHIN_MS = 2_000;

/** Asks at each call what the worker depends on: the database, Temporal, its own workers, and the engine if it has one. */
export function createReadiness(
	configuration: Configuration,
	db: Database,
	state: { temporal: NativeConnection | null; workers: Worker[] },
): () => Promise<Readiness> {
	const { SANDBOX_DOCKER_HOST: address, HEPHAESTUS_AGENT_IMAGE_REFERENCE: image } = configuration;
	const engine = connectEngine(address, { timeoutMs: ANSWER_WITHIN_MS });
	const sandbox = () =>
		probe(false, "reviews wait until this is mended", async () => {
			const { problem } = await readHostState(engine, { image, address });
			if (problem !== null) throw new Error(problem);
		});
	return async () =>
		readinessOf({
			postgresql: await probe(true, "check DATABASE_URL and that the server runs", () => sql`select 1`.execute(db)),
			temporal: await probe(true, "check TEMPORAL_ADDRESS and that the server runs", () => {
				if (state.temporal === null) throw new Error("not connected yet");
				return state.temporal.workflowService.getSystemInfo({});
			}),
			workers: stateOfWorkers(state.workers),
			...(takesReviews(configuration) && { containerEngine: await sandbox() }),
		});
}

function stateOfWorkers(workers: Worker[]): DependencyState {
	const isUp = workers.length > 0 && workers.every((worker) => worker.getState() === "RUNNING");
	return {
		state: isUp ? "UP" : "DOWN",
		isRequired: true,
		detail: isUp ? "polling" : "not polling; this follows PostgreSQL and Temporal, else the worker's log says why",
	};
}

async function probe(isRequired: boolean, advice: string, ask: () => Promise<unknown>): Promise<DependencyState> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error("no answer in time")), ANSWER_WITHIN_MS);
	});
	try {
		await Promise.race([ask(), late]);
		return { state: "UP", isRequired, detail: "answers" };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { state: "DOWN", isRequired, detail: `${reason}; ${advice}` };
	} finally {
		clearTimeout(timer);
	}
}
