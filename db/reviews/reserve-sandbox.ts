import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";
import { parseSnapshot } from "./config-snapshot.ts";

export type Reservation = { granted: true; timeoutSeconds: number } | { granted: false; reason: string };

/**
 * Takes one of the host's places, and one of the agent's, for a review until it leaves the stages that need a
 * container. `capacity` is how many containers the host runs at once.
 */
export async function reserveSandbox(
	db: Database,
	input: { reviewId: string; host: string; capacity: number },
): Promise<Reservation> {
	const { reviewId, host, capacity } = input;
	return await acrossWorkspaces(db, "reserve a sandbox place", async (tx) => {
		await sql`select pg_advisory_xact_lock(hashtext('sandbox-places'))`.execute(tx);
		const review = await tx.selectFrom("review").selectAll().where("id", "=", reviewId).executeTakeFirstOrThrow();
		const snapshot = parseSnapshot(review.config_snapshot);
		// A run that nobody ended (a terminated workflow) stops counting once it could not be running any more.
		const others = await tx
			.selectFrom("review")
			.select(["sandbox_host", "agent_config_id"])
			.where("status", "=", "RUNNING")
			.where("stage", "in", ["WAITING_FOR_SANDBOX", "PREPARING", "REVIEWING"])
			.where("sandbox_host", "is not", null)
			.where("id", "!=", reviewId)
			.where("sandbox_reserved_at", ">", sql<Date>`now() - interval '2 hours'`)
			.execute();
		if (others.filter((other) => other.sandbox_host === host).length >= capacity)
			return { granted: false, reason: `The host ${host} runs as many containers as it may (${capacity})` };
		const ofAgent = others.filter((other) => other.agent_config_id === review.agent_config_id).length;
		if (ofAgent >= snapshot.maxConcurrentJobs)
			return { granted: false, reason: `The agent already runs ${ofAgent} reviews, as many as it may` };
		const reserved = { sandbox_host: host, sandbox_reserved_at: sql<Date>`now()` };
		await tx.updateTable("review").set(reserved).where("id", "=", reviewId).execute();
		return { granted: true, timeoutSeconds: snapshot.timeoutSeconds };
	});
}
