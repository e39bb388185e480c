import type { Database } from "../operations/database.ts";

export interface WaitingDelivery {
	id: number;
	kind: "GITHUB" | "GITLAB" | "SLACK";
	deliveryId: string;
	event: string;
	body: Uint8Array;
	attempts: number;
	receivedAt: Date;
}

/** The oldest deliveries of a lane that wait to be processed, in order of arrival. */
export async function listWaitingDeliveries(
	db: Database,
	{ lane, limit }: { lane: string; limit: number },
): Promise<WaitingDelivery[]> {
	const rows = await db
		.selectFrom("webhook_delivery")
		.select(["id", "kind", "delivery_id", "event", "body", "attempts", "received_at"])
		.where("lane", "=", lane)
		.where("state", "=", "RECEIVED")
		.orderBy("id")
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind === "GITLAB" || row.kind === "SLACK" ? row.kind : "GITHUB",
		deliveryId: row.delivery_id,
		event: row.event,
		body: row.body,
		attempts: row.attempts,
		receivedAt: row.received_at,
	}));
}
