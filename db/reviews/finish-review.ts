import { sql } from "kysely";
import type { Database, TenantTransaction } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

export interface ReviewEnd {
	workspaceId: number;
	reviewId: string;
	status: "COMPLETED" | "FAILED" | "TIMED_OUT" | "CANCELLED";
	failure?: { message: string; nextStep: string };
}

const MESSAGE_CHARACTERS = 4000;

/** Records how a review ended; one that did not complete keeps the stage it ended in. */
export async function finishReview(db: Database, end: ReviewEnd): Promise<void> {
	await withWorkspace(db, end.workspaceId, (tx) => endReview(tx, end));
}

/** The same inside a transaction that has more to say. */
export async function endReview(tx: TenantTransaction, end: ReviewEnd): Promise<void> {
	await tx
		.updateTable("review")
		.set({
			status: end.status,
			...(end.status === "COMPLETED" ? { stage: "DONE" } : {}),
			error_message: end.failure === undefined ? null : shorten(end.failure.message),
			error_next_step: end.failure?.nextStep ?? null,
			finished_at: sql<Date>`now()`,
		})
		.where("id", "=", end.reviewId)
		.execute();
	await tx
		.updateTable("review_stage")
		.set({ finished_at: sql<Date>`now()` })
		.where("review_id", "=", end.reviewId)
		.where("finished_at", "is", null)
		.execute();
	if (end.status === "COMPLETED")
		await tx
			.insertInto("review_stage")
			.values({ workspace_id: end.workspaceId, review_id: end.reviewId, stage: "DONE", finished_at: new Date() })
			.onConflict((conflict) => conflict.columns(["review_id", "stage"]).doNothing())
			.execute();
	await notify(tx, { workspaceId: end.workspaceId, type: "review", id: end.reviewId });
}

function shorten(message: string): string {
	return message.length <= MESSAGE_CHARACTERS ? message : `${message.slice(0, MESSAGE_CHARACTERS)}... [truncated]`;
}
