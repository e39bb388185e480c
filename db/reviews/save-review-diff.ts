import type { TenantTransaction } from "../operations/database.ts";

export interface ReviewDiff {
	workspaceId: number;
	reviewId: string;
	baseSha: string;
	headSha: string;
	/** Unified diff, without characters that nobody sees. */
	patch: string;
}

/** Keeps the diff that a review judges, so that its later stages need neither the host nor the forge. */
export async function saveReviewDiff(tx: TenantTransaction, diff: ReviewDiff): Promise<void> {
	const row = { base_sha: diff.baseSha, head_sha: diff.headSha, patch: diff.patch };
	await tx
		.insertInto("review_diff")
		.values({ workspace_id: diff.workspaceId, review_id: diff.reviewId, ...row })
		.onConflict((conflict) => conflict.column("review_id").doUpdateSet(row))
		.execute();
}

/** The diff as saved. Throws when the review was not prepared. */
export async function findReviewDiff(tx: TenantTransaction, input: { reviewId: string }): Promise<{ patch: string }> {
	return await tx
		.selectFrom("review_diff")
		.select("patch")
		.where("review_id", "=", input.reviewId)
		.executeTakeFirstOrThrow();
}
