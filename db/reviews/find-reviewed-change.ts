import type { ReviewTrigger } from "@hephaestus/domain/reviews/admission.ts";
import type { TenantTransaction } from "../operations/database.ts";
import { parseSnapshot } from "./config-snapshot.ts";

/** A review with the pull request it is about. Throws when the review does not exist (any more). */
export async function findReviewedChange(tx: TenantTransaction, input: { reviewId: string }) {
	const row = await tx
		.selectFrom("review")
		.innerJoin("issue", "issue.id", "review.issue_id")
		.innerJoin("pull_request", "pull_request.issue_id", "issue.id")
		.innerJoin("repository", "repository.id", "review.repository_id")
		.innerJoin("workspace", "workspace.id", "review.workspace_id")
		.leftJoin("scm_user", "scm_user.id", "issue.author_id")
		.select([
			"review.id",
			"review.workspace_id as workspaceId",
			"review.repository_id as repositoryId",
			"review.issue_id as issueId",
			"review.head_sha as headSha",
			"review.trigger",
			"review.config_snapshot as configSnapshot",
			"review.agent_config_id as agentConfigId",
			"review.started_at as startedAt",
			"workspace.slug as workspaceSlug",
			"repository.name_with_owner as nameWithOwner",
			"issue.node_id as nodeId",
			"issue.number",
			"issue.title",
			"issue.body",
			"issue.state",
			"issue.html_url as htmlUrl",
			"issue.author_id as authorId",
			"scm_user.login as authorLogin",
			"pull_request.is_draft as isDraft",
			"pull_request.additions",
			"pull_request.deletions",
			"pull_request.changed_files as changedFiles",
			"pull_request.head_ref_name as headRefName",
			"pull_request.head_ref_oid as currentHeadSha",
			"pull_request.base_ref_name as baseRefName",
			"pull_request.mergeable",
		])
		.where("review.id", "=", input.reviewId)
		.executeTakeFirstOrThrow();
	return { ...row, trigger: asTrigger(row.trigger), config: parseSnapshot(row.configSnapshot) };
}

export type ReviewedChange = Awaited<ReturnType<typeof findReviewedChange>>;

const TRIGGERS: readonly ReviewTrigger[] = [
	"PullRequestCreated",
	"PullRequestReady",
	"PullRequestSynchronized",
	"MANUAL",
	"COMMAND",
	"RERUN",
];

function asTrigger(stored: string): ReviewTrigger {
	return TRIGGERS.find((trigger) => trigger === stored) ?? "MANUAL";
}
