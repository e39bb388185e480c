import type { Composition } from "@hephaestus/domain/reviews/compose.ts";
import type { TenantTransaction } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { toStorableJson } from "../scm/storable-json.ts";

export interface NewFeedback {
	workspaceId: number;
	reviewId: string;
	issueId: number;
	recipientUserId: number | null;
	state: "PREPARED" | "AWAITING_APPROVAL" | "SUPPRESSED";
	suppressionReason: string | null;
	composedAt: Date;
	/** The summary as it reads when every note stands inline. */
	body: string;
	composition: Composition;
	/** Observations that the feedback speaks about, most important first. */
	observations: readonly { id: number; role: "PRIMARY" | "SUPPORTING" }[];
}

/**
 * Keeps what a review wants to say before anything is said. Composing again replaces it, unless it was already
 * delivered: that stays on record as said.
 */
export async function saveFeedback(tx: TenantTransaction, feedback: NewFeedback): Promise<void> {
	const content = {
		recipient_user_id: feedback.recipientUserId,
		delivery_state: feedback.state,
		suppression_reason: feedback.suppressionReason,
		body: feedback.body,
		composed: toStorableJson(feedback.composition),
		created_at: feedback.composedAt,
	};
	const { id } = await tx
		.insertInto("feedback")
		.values({
			workspace_id: feedback.workspaceId,
			review_id: feedback.reviewId,
			issue_id: feedback.issueId,
			...content,
		})
		.onConflict((conflict) => conflict.columns(["review_id", "channel"]).doUpdateSet(content))
		.returning("id")
		.executeTakeFirstOrThrow();
	await tx.deleteFrom("feedback_observation").where("feedback_id", "=", id).execute();
	if (feedback.observations.length > 0)
		await tx
			.insertInto("feedback_observation")
			.values(
				feedback.observations.map((observation, ordinal) => ({
					workspace_id: feedback.workspaceId,
					feedback_id: id,
					observation_id: observation.id,
					role: observation.role,
					ordinal,
				})),
			)
			.execute();
	await supersedeWaiting(tx, feedback);
	await setDeliveryStatus(tx, feedback);
	await notify(tx, { workspaceId: feedback.workspaceId, type: "review", id: feedback.reviewId });
}

// What still waits for an approval speaks about an older state of the same pull request.
async function supersedeWaiting(tx: TenantTransaction, { reviewId, issueId }: NewFeedback): Promise<void> {
	const older = await tx
		.updateTable("feedback")
		.set({ delivery_state: "SUPERSEDED" })
		.where("issue_id", "=", issueId)
		.where("review_id", "!=", reviewId)
		.where("delivery_state", "=", "AWAITING_APPROVAL")
		.returning("review_id")
		.execute();
	if (older.length === 0) return;
	await tx
		.updateTable("review")
		.set({ delivery_status: "SUPPRESSED", delivery_reason: "a newer review took its place" })
		.where(
			"id",
			"in",
			older.map(({ review_id }) => review_id),
		)
		.execute();
}

const STATUS = { PREPARED: "PENDING", AWAITING_APPROVAL: "AWAITING_APPROVAL", SUPPRESSED: "SUPPRESSED" } as const;

async function setDeliveryStatus(tx: TenantTransaction, feedback: NewFeedback): Promise<void> {
	await tx
		.updateTable("review")
		.set({ delivery_status: STATUS[feedback.state], delivery_reason: feedback.suppressionReason })
		.where("id", "=", feedback.reviewId)
		.execute();
}

/** Notes that a review has nothing to say, and why nothing was posted. */
export async function recordSilence(
	tx: TenantTransaction,
	input: { workspaceId: number; reviewId: string; reason: string },
): Promise<void> {
	await tx
		.updateTable("review")
		.set({ delivery_status: "SUPPRESSED", delivery_reason: input.reason })
		.where("id", "=", input.reviewId)
		.execute();
	await notify(tx, { workspaceId: input.workspaceId, type: "review", id: input.reviewId });
}
