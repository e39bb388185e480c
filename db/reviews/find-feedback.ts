import { storedComposition } from "@hephaestus/domain/reviews/composition-schema.ts";
import type { TenantTransaction } from "../operations/database.ts";

/** The feedback that a review composed. Throws when it composed none. */
export async function findFeedback(tx: TenantTransaction, input: { reviewId: string }) {
	const row = await tx
		.selectFrom("feedback")
		.select(["id", "composed", "created_at as composedAt"])
		.where("review_id", "=", input.reviewId)
		.where("channel", "=", "IN_CONTEXT")
		.executeTakeFirstOrThrow();
	return { id: row.id, composedAt: row.composedAt, composition: storedComposition.parse(row.composed) };
}
