import type { TenantTransaction } from "../operations/database.ts";

/** The workspace a review belongs to, for operators who know only its id; null when there is no such review. */
export async function findWorkspaceOfReview(
	tx: TenantTransaction,
	reviewId: string,
): Promise<{ id: number; slug: string } | null> {
	const row = await tx
		.selectFrom("review")
		.innerJoin("workspace", "workspace.id", "review.workspace_id")
		.select(["workspace.id", "workspace.slug"])
		.where("review.id", "=", reviewId)
		.executeTakeFirst();
	return row ?? null;
}
