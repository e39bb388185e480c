import { sql } from "kysely";
import type { Database } from "./database.ts";

export interface SandboxHostClaim {
	name: string;
	taskQueue: string;
	engineVersion: string;
	image: string;
	capacity: number;
}

/** Records that a host's container engine answers now; readers trust a claim for as long as it is fresh. */
export async function claimSandboxHost(db: Database, claim: SandboxHostClaim): Promise<void> {
	const row = {
		task_queue: claim.taskQueue,
		engine_version: claim.engineVersion,
		image: claim.image,
		capacity: claim.capacity,
		last_seen_at: sql<Date>`now()`,
	};
	await db
		.insertInto("sandbox_host")
		.values({ name: claim.name, ...row })
		.onConflict((conflict) => conflict.column("name").doUpdateSet(row))
		.execute();
}
