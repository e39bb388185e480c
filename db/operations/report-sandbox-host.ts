import { sql } from "kysely";
import type { Database } from "./database.ts";

export interface SandboxHostReport {
	name: string;
	taskQueue: string;
	engineVersion: string | null;
	image: string;
	capacity: number;
	/** Why it takes no review now, in words; null when it does. */
	problem: string | null;
}

/** Records whether a host takes reviews now; readers trust a report for as long as it is fresh. */
export async function reportSandboxHost(db: Database, report: SandboxHostReport): Promise<void> {
	const row = {
		task_queue: report.taskQueue,
		engine_version: report.engineVersion,
		image: report.image,
		capacity: report.capacity,
		problem: report.problem,
		last_seen_at: sql<Date>`now()`,
	};
	await db
		.insertInto("sandbox_host")
		.values({ name: report.name, ...row })
		.onConflict((conflict) => conflict.column("name").doUpdateSet(row))
		.execute();
}
