import type { TenantTransaction } from "../operations/database.ts";

/** The newest review of a pull request in any workspace that mirrors it, or null. Run across workspaces. */
export async function findNewestReview(
	tx: TenantTransaction,
	pullRequest: { repository: string; number: number },
): Promise<{ id: string; workspaceId: number } | null> {
	const row = await tx
		.selectFrom("review")
		.innerJoin("issue", "issue.id", "review.issue_id")
		.innerJoin("repository", "repository.id", "review.repository_id")
		.select(["review.id", "review.workspace_id as workspaceId"])
		.where("repository.name_with_owner", "=", pullRequest.repository)
		.where("issue.number", "=", pullRequest.number)
		.orderBy("review.created_at", "desc")
		.executeTakeFirst();
	return row ?? null;
}
