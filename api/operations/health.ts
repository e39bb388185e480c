import { type DependencyState, type Readiness, readinessOf } from "@hephaestus/domain/operations/readiness.ts";
import { sql } from "kysely";
import type { ApiDependencies } from "../dependencies.ts";

const PROBE_TIMEOUT_MS = 2_000;

/** Whether this process can serve. Temporal may be away: reads and webhooks go on, and its routes say so. */
export async function checkReadiness({ db, temporal }: ApiDependencies, isDraining: boolean): Promise<Readiness> {
	const [hasDatabase, hasTemporal] = await Promise.all([
		answers(sql`select 1`.execute(db)),
		answers(temporal.isReachable().then((isReachable) => isReachable || Promise.reject(new Error("unreachable")))),
	]);
	return readinessOf(
		{
			postgresql: describe(hasDatabase, true, "check DATABASE_URL and that the server runs"),
			temporal: describe(hasTemporal, false, "check TEMPORAL_ADDRESS and that the server runs; deliveries are kept"),
		},
		isDraining,
	);
}

function describe(isUp: boolean, isRequired: boolean, advice: string): DependencyState {
	return { state: isUp ? "UP" : "DOWN", isRequired, detail: isUp ? "answers" : `does not answer; ${advice}` };
}

// Whatever the reason, a dependency that does not answer in time is down; its users report why.
async function answers(probe: Promise<unknown>): Promise<boolean> {
	const { promise, resolve } = Promise.withResolvers<boolean>();
	const timer = setTimeout(() => resolve(false), PROBE_TIMEOUT_MS);
	probe.then(
		() => resolve(true),
		() => resolve(false),
	);
	return await promise.finally(() => clearTimeout(timer));
}
