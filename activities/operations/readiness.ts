import type { Database } from "@hephaestus/db/operations/database.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { takesReviews } from "@hephaestus/domain/operations/switches.ts";
import type { NativeConnection, Worker } from "@temporalio/worker";
import type Docker from "dockerode";
import { sql } from "kysely";
import type { DependencyState, ManagementOptions } from "./management-server.ts";
import { connectEngine, engineVersion } from "./sandbox-host.ts";

const ANSWER_WITHIN_MS = 2_000;

/** What `/readyz` of the worker reports: the database, Temporal, its own workers, and (optional) the engine. */
export function createReadiness(
	configuration: Configuration,
	db: Database,
	state: { temporal: NativeConnection | null; workers: Worker[] },
): ManagementOptions["readiness"] {
	const engine = connectEngine(configuration.SANDBOX_DOCKER_HOST);
	return async () => ({
		required: {
			postgresql: await probe("check DATABASE_URL", () => sql`select 1`.execute(db)),
			temporal: await probe("check TEMPORAL_ADDRESS", () => {
				if (state.temporal === null) throw new Error("not connected yet");
				return state.temporal.workflowService.getSystemInfo({});
			}),
			workers: stateOfWorkers(state.workers),
		},
		optional: takesReviews(configuration) ? { containerEngine: await probeEngine(engine) } : undefined,
	});
}

function probeEngine(engine: Docker): Promise<DependencyState> {
	return probe("reviews wait until an engine answers at SANDBOX_DOCKER_HOST", async () => {
		if ((await engineVersion(engine)) === null) throw new Error("does not answer");
	});
}

function stateOfWorkers(workers: Worker[]): DependencyState {
	const up = workers.length > 0 && workers.every((worker) => worker.getState() === "RUNNING");
	return { up, detail: up ? "polling" : "not polling yet" };
}

async function probe(advice: string, ask: () => Promise<unknown>): Promise<DependencyState> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error("no answer in time")), ANSWER_WITHIN_MS);
	});
	try {
		await Promise.race([ask(), late]);
		return { up: true, detail: "answers" };
	} catch (error) {
		return { up: false, detail: `${error instanceof Error ? error.message : String(error)}; ${advice}` };
	} finally {
		clearTimeout(timer);
	}
}
