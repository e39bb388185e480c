import { sql } from "kysely";
import type { ApiDependencies } from "../dependencies.ts";

export interface DependencyState {
	state: "UP" | "DOWN";
	/** Whether the process is of use without it. */
	isRequired: boolean;
}

export interface Readiness {
	status: "UP" | "DOWN" | "DRAINING";
	dependencies: Record<string, DependencyState>;
}

const PROBE_TIMEOUT_MS = 2_000;

/** Whether this process can serve. Temporal may be away: reads and webhooks go on, and its routes say so. */
export async function checkReadiness({ db, temporal }: ApiDependencies, isDraining: boolean): Promise<Readiness> {
	const [database, workflows] = await Promise.all([
		answers(sql`select 1`.execute(db)),
		answers(temporal.isReachable().then((isReachable) => isReachable || Promise.reject(new Error("unreachable")))),
	]);
	return {
		status: isDraining ? "DRAINING" : database ? "UP" : "DOWN",
		dependencies: {
			database: { state: database ? "UP" : "DOWN", isRequired: true },
			temporal: { state: workflows ? "UP" : "DOWN", isRequired: false },
		},
	};
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
