import { sql } from "kysely";
import type { Database } from "../operations/database.ts";

export type SettledState = "PROCESSED" | "IGNORED" | "POISON";

/** Takes a delivery out of the inbox; `error` says why it was ignored or could not be processed. */
export async function settleDelivery(
	db: Database,
	{ id, state, error }: { id: number; state: SettledState; error: string | null },
): Promise<void> {
	await db
		.updateTable("webhook_delivery")
		.set({ state, error, processed_at: sql<Date>`now()` })
		.where("id", "=", id)
		.where("state", "=", "RECEIVED")
		.execute();
}

/** Counts a failed attempt, before it is known whether another follows; returns how many there were. */
export async function countFailedAttempt(db: Database, { id, error }: { id: number; error: string }): Promise<number> {
	const row = await db
		.updateTable("webhook_delivery")
		.set((eb) => ({ attempts: eb("attempts", "+", 1), error }))
		.where("id", "=", id)
		.returning("attempts")
		.executeTakeFirstOrThrow();
	return row.attempts;
}
