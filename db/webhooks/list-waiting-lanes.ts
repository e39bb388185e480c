import type { Database } from "../operations/database.ts";

export interface WaitingLane {
	lane: string;
	repository: string | null;
}

/** Lanes with a delivery that has waited since before `receivedBefore`; the longest waiting first, at most `limit`. */
export async function listWaitingLanes(
	db: Database,
	input: { receivedBefore: Date; limit: number },
): Promise<WaitingLane[]> {
	return await db
		.selectFrom("webhook_delivery")
		.select(["lane", (eb) => eb.fn.max("repository_name").as("repository")])
		.where("state", "=", "RECEIVED")
		.groupBy("lane")
		.having((eb) => eb.fn.min("received_at"), "<", input.receivedBefore)
		.orderBy((eb) => eb.fn.min("id"))
		.limit(input.limit)
		.execute();
}
