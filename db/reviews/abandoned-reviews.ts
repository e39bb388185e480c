import type { Database, TenantTransaction } from "../operations/database.ts";
import { acrossWorkspaces, withWorkspace } from "../operations/with-workspace.ts";
import { endReview } from "./finish-review.ts";

const UNFINISHED = ["QUEUED", "RUNNING"];
const TOLD = {
	message: "The workflow of this review was ended from outside before the review was over.",
	nextStep: "Run the review again.",
};

export interface UnfinishedReview {
	workspaceId: number;
	reviewId: string;
	workflowId: string;
}

/** Reviews that are not over and began before `createdBefore`, oldest first. */
export async function listUnfinishedReviews(
	db: Database,
	{ createdBefore, limit }: { createdBefore: Date; limit: number },
): Promise<UnfinishedReview[]> {
	return await acrossWorkspaces(db, "look for reviews without a workflow", (tx) =>
		tx
			.selectFrom("review")
			.select(["workspace_id as workspaceId", "id as reviewId", "workflow_id as workflowId"])
			.where("status", "in", UNFINISHED)
			.where("created_at", "<", createdBefore)
			.orderBy("created_at")
			.limit(limit)
			.execute(),
	);
}

/** Ends, as cancelled, a review whose workflow does not run any more; false when it had ended by itself meanwhile. */
export async function closeAbandonedReview(
	db: Database,
	{ workspaceId, reviewId }: { workspaceId: number; reviewId: string },
): Promise<boolean> {
	return await withWorkspace(db, workspaceId, async (tx) => {
		const found = await tx
			.selectFrom("review")
			.select("id")
			.where("id", "=", reviewId)
			.where("status", "in", UNFINISHED)
			.forUpdate()
			.executeTakeFirst();
		if (found === undefined) return false;
		await endReview(tx, { workspaceId, reviewId, status: "CANCELLED", failure: TOLD });
		return true;
	});
}

/**
 * The same for what earlier workflows left on a pull request: its reviews run one after another, so none but the one
 * that is about to begin can be alive.
 */
export async function closeAbandonedReviewsOf(
	tx: TenantTransaction,
	{ workspaceId, issueId }: { workspaceId: number; issueId: number },
): Promise<void> {
	const left = await tx
		.selectFrom("review")
		.select("id")
		.where("issue_id", "=", issueId)
		.where("status", "in", UNFINISHED)
		.execute();
	for (const { id } of left) await endReview(tx, { workspaceId, reviewId: id, status: "CANCELLED", failure: TOLD });
}
