import { sql } from "kysely";
import type { Database, TenantTransaction } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

export interface Placement {
	placement: "SUMMARY" | "INLINE";
	recurrenceKey: string | null;
	path: string | null;
	startLine: number | null;
	endLine: number | null;
	disposition: "POSTED" | "EDITED" | "FELL_BACK" | "PRESERVED_EXISTING" | "FAILED";
	/** The forge's id of the comment. */
	postedCommentRef: string | null;
	htmlUrl: string | null;
	body: string;
}

/** Records where feedback stands on the forge; the artifact's earlier feedback counts as superseded. */
export async function recordDelivery(
	tx: TenantTransaction,
	input: {
		workspaceId: number;
		reviewId: string;
		issueId: number;
		feedbackId: number;
		body: string;
		placements: readonly Placement[];
	},
): Promise<void> {
	const { workspaceId, reviewId, issueId, feedbackId, body, placements } = input;
	await tx
		.updateTable("feedback")
		.set({ delivery_state: "SUPERSEDED" })
		.where("issue_id", "=", issueId)
		.where("id", "!=", feedbackId)
		.where("delivery_state", "=", "DELIVERED")
		.execute();
	await tx
		.updateTable("feedback")
		.set({ delivery_state: "DELIVERED", suppression_reason: null, body, delivered_at: sql<Date>`now()` })
		.where("id", "=", feedbackId)
		.execute();
	await tx.deleteFrom("feedback_placement").where("feedback_id", "=", feedbackId).execute();
	await tx
		.insertInto("feedback_placement")
		.values(
			placements.map((placement) => ({
				workspace_id: workspaceId,
				feedback_id: feedbackId,
				placement: placement.placement,
				recurrence_key: placement.recurrenceKey,
				path: placement.path,
				start_line: placement.startLine,
				end_line: placement.endLine,
				disposition: placement.disposition,
				posted_comment_ref: placement.postedCommentRef,
				html_url: placement.htmlUrl,
				body: placement.body,
			})),
		)
		.execute();
	await tx
		.updateTable("review")
		.set({ delivery_status: "DELIVERED", delivery_reason: null })
		.where("id", "=", reviewId)
		.execute();
	await notify(tx, { workspaceId, type: "review", id: reviewId });
}

/** Records why prepared feedback was not sent after all. */
export async function recordSuppression(
	tx: TenantTransaction,
	input: { workspaceId: number; reviewId: string; feedbackId: number; reason: string },
): Promise<void> {
	await tx
		.updateTable("feedback")
		.set({ delivery_state: "SUPPRESSED", suppression_reason: input.reason })
		.where("id", "=", input.feedbackId)
		.execute();
	await tx
		.updateTable("review")
		.set({ delivery_status: "SUPPRESSED", delivery_reason: input.reason })
		.where("id", "=", input.reviewId)
		.execute();
	await notify(tx, { workspaceId: input.workspaceId, type: "review", id: input.reviewId });
}

/** Records that approved feedback could not be sent and what to do; approving it again tries again. */
export async function recordDeliveryFailure(
	db: Database,
	input: { workspaceId: number; reviewId: string; reason: string },
): Promise<void> {
	await withWorkspace(db, input.workspaceId, async (tx) => {
		await tx
			.updateTable("feedback")
			.set({ delivery_state: "FAILED", suppression_reason: input.reason })
			.where("review_id", "=", input.reviewId)
			.where("delivery_state", "=", "PREPARED")
			.execute();
		await tx
			.updateTable("review")
			.set({ delivery_status: "FAILED", delivery_reason: input.reason })
			.where("id", "=", input.reviewId)
			.where("delivery_status", "=", "PENDING")
			.execute();
		await notify(tx, { workspaceId: input.workspaceId, type: "review", id: input.reviewId });
	});
}
