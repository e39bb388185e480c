import type { Database } from "../operations/database.ts";

export interface AcceptedDelivery {
	kind: "GITHUB" | "GITLAB" | "SLACK";
	deliveryId: string;
	lane: string;
	event: string;
	action: string | null;
	repository: string | null;
	/** The body as it was signed. */
	body: Buffer;
}

/** Puts a verified delivery into the inbox, once: true when it is new, false when it was there. Runs as the receiver. */
export async function acceptDelivery(db: Database, delivery: AcceptedDelivery): Promise<boolean> {
	const inserted = await db
		.insertInto("webhook_delivery")
		.values({
			kind: delivery.kind,
			delivery_id: delivery.deliveryId,
			lane: delivery.lane,
			event: delivery.event,
			action: delivery.action,
			repository_name: delivery.repository,
			body: delivery.body,
		})
		.onConflict((conflict) => conflict.columns(["kind", "delivery_id"]).doNothing())
		.returning("id")
		.executeTakeFirst();
	return inserted !== undefined;
}
