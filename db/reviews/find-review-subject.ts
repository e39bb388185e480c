import type { TenantTransaction } from "../operations/database.ts";
import type { ReviewArtifact } from "./find-review-artifact.ts";

export interface ReviewSubject extends ReviewArtifact {
	status: string;
	workflowId: string;
	/** Whether one of the account's identities wrote what is reviewed. */
	isAuthor: boolean;
}

/**
 * What a review is about, and whether the account wrote it: the same numeric id at the same provider instance. Null
 * when the review is unknown here.
 */
export async function findReviewSubject(
	tx: TenantTransaction,
	{ reviewId, accountId }: { reviewId: string; accountId: number },
): Promise<ReviewSubject | null> {
	const row = await tx
		.selectFrom("review")
		.innerJoin("issue", "issue.id", "review.issue_id")
		.innerJoin("repository", "repository.id", "review.repository_id")
		.leftJoin("scm_user", "scm_user.id", "issue.author_id")
		.leftJoin("identity_link", (join) =>
			join
				.onRef("identity_link.git_provider_id", "=", "scm_user.git_provider_id")
				.on((eb) => eb(eb.cast<string>("scm_user.native_id", "text"), "=", eb.ref("identity_link.subject")))
				.on("identity_link.account_id", "=", accountId),
		)
		.select((eb) => [
			"review.repository_id as repositoryId",
			"repository.name_with_owner as nameWithOwner",
			"review.issue_id as issueId",
			"issue.number",
			"review.status",
			"review.workflow_id as workflowId",
			eb("identity_link.id", "is not", null).as("isAuthor"),
		])
		.where("review.id", "=", reviewId)
		.executeTakeFirst();
	return row === undefined ? null : { ...row, isAuthor: Boolean(row.isAuthor) };
}
