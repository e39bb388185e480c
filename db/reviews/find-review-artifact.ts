import type { TenantTransaction } from "../operations/database.ts";

/** What a review works on, as its workflow is told. */
export interface ReviewArtifact {
	repositoryId: number;
	nameWithOwner: string;
	issueId: number;
	number: number;
}

/** The pull request as something to review, and whether the workspace allows asking for it; null when unknown here. */
export async function findReviewArtifact(
	tx: TenantTransaction,
	issueId: number,
): Promise<(ReviewArtifact & { isManualTriggerEnabled: boolean }) | null> {
	const row = await tx
		.selectFrom("issue")
		.innerJoin("pull_request", "pull_request.issue_id", "issue.id")
		.innerJoin("repository", "repository.id", "issue.repository_id")
		.innerJoin("workspace", "workspace.id", "issue.workspace_id")
		.select([
			"issue.repository_id as repositoryId",
			"repository.name_with_owner as nameWithOwner",
			"issue.id as issueId",
			"issue.number",
			"workspace.practice_review_manual_trigger_enabled as isManualTriggerEnabled",
		])
		.where("issue.id", "=", issueId)
		.executeTakeFirst();
	return row ?? null;
}
