import { sql } from "kysely";
import type { TenantTransaction } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";

export interface FeedbackDecision {
	workspaceId: number;
	reviewId: string;
	accountId: number;
}

/** What a decision met: it holds now (`DECIDED`, or it was taken before), or why it cannot be taken. */
export type DecisionOutcome =
	| { outcome: "DECIDED" | "DECIDED_BEFORE" | "DELIVERED" }
	| { outcome: "NOTHING_TO_DECIDE"; state: string | null }
	| { outcome: "STALE"; reviewedSha: string; headSha: string };

/**
 * Approves what waits to be said, so that it may be sent; approving again, also after a failed delivery, leads to
 * another try. Refused once the pull request moved past the commit that was reviewed.
 */
export async function approveFeedback(tx: TenantTransaction, decision: FeedbackDecision): Promise<DecisionOutcome> {
	const feedback = await lockFeedback(tx, decision.reviewId);
	if (feedback?.state === "DELIVERED") return { outcome: "DELIVERED" };
	const wasApproved = feedback !== undefined && feedback.approvedAt !== null;
	if (wasApproved && feedback.state === "PREPARED") return { outcome: "DECIDED_BEFORE" };
	const waits = feedback?.state === "AWAITING_APPROVAL" || (wasApproved && feedback.state === "FAILED");
	if (feedback === undefined || !waits) return { outcome: "NOTHING_TO_DECIDE", state: feedback?.state ?? null };
	const { reviewedSha, headSha } = feedback;
	if (headSha !== reviewedSha) return { outcome: "STALE", reviewedSha, headSha };
	await tx
		.updateTable("feedback")
		.set({
			delivery_state: "PREPARED",
			suppression_reason: null,
			approved_by_account_id: decision.accountId,
			approved_at: sql<Date>`now()`,
		})
		.where("id", "=", feedback.id)
		.execute();
	await settle(tx, decision, { action: "FEEDBACK_APPROVED", status: "PENDING", reason: null });
	return { outcome: "DECIDED" };
}

/** Throws away what waits to be said; it stays on the review's page and is never posted. */
export async function discardFeedback(tx: TenantTransaction, decision: FeedbackDecision): Promise<DecisionOutcome> {
	const feedback = await lockFeedback(tx, decision.reviewId);
	if (feedback?.state === "DISCARDED") return { outcome: "DECIDED_BEFORE" };
	if (feedback?.state !== "AWAITING_APPROVAL") return { outcome: "NOTHING_TO_DECIDE", state: feedback?.state ?? null };
	const reason = "an administrator discarded it";
	await tx
		.updateTable("feedback")
		.set({ delivery_state: "DISCARDED", suppression_reason: reason })
		.where("id", "=", feedback.id)
		.execute();
	await settle(tx, decision, { action: "FEEDBACK_DISCARDED", status: "SUPPRESSED", reason });
	return { outcome: "DECIDED" };
}

// Locked, so that two people who decide at once decide one after the other.
async function lockFeedback(tx: TenantTransaction, reviewId: string) {
	return await tx
		.selectFrom("feedback")
		.innerJoin("review", "review.id", "feedback.review_id")
		.innerJoin("pull_request", "pull_request.issue_id", "feedback.issue_id")
		.select([
			"feedback.id",
			"feedback.delivery_state as state",
			"feedback.approved_at as approvedAt",
			"review.head_sha as reviewedSha",
			"pull_request.head_ref_oid as headSha",
		])
		.where("feedback.review_id", "=", reviewId)
		.where("feedback.channel", "=", "IN_CONTEXT")
		.forUpdate("feedback")
		.executeTakeFirst();
}

async function settle(
	tx: TenantTransaction,
	{ workspaceId, reviewId, accountId }: FeedbackDecision,
	decided: { action: string; status: string; reason: string | null },
): Promise<void> {
	await tx
		.updateTable("review")
		.set({ delivery_status: decided.status, delivery_reason: decided.reason })
		.where("id", "=", reviewId)
		.execute();
	await tx
		.insertInto("audit_event")
		.values({
			workspace_id: workspaceId,
			action: decided.action,
			actor_account_id: accountId,
			after: JSON.stringify({ reviewId }),
		})
		.execute();
	await notify(tx, { workspaceId, type: "review", id: reviewId });
}
