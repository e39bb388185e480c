import type { AdmissionFacts, ReviewTrigger } from "@hephaestus/domain/reviews/admission.ts";
import type { TenantTransaction } from "../operations/database.ts";
import { loadEffectiveSettings, type ReviewDefaults } from "./effective-settings.ts";
import { hasMatchingPractice } from "./review-practices.ts";

export interface AdmissionQuestion {
	workspaceId: number;
	issueId: number;
	trigger: ReviewTrigger;
	commandCommentId: number | null;
	defaults: ReviewDefaults;
	nowMs: number;
}

/** Reads everything an admission rests on; `headSha` and `agentConfigId` are what an admitted review will use. */
export async function loadAdmissionFacts(
	tx: TenantTransaction,
	question: AdmissionQuestion,
): Promise<{ facts: AdmissionFacts; headSha: string; agentConfigId: number | null }> {
	const { workspaceId, issueId, trigger } = question;
	const settings = await loadEffectiveSettings(tx, question);
	const pullRequest = await selectPullRequest(tx, issueId);
	const agent = await selectRunnableAgent(tx, workspaceId);
	const assignees = await tx.selectFrom("issue_assignee").select("user_id").where("issue_id", "=", issueId).execute();
	return {
		headSha: pullRequest?.headSha ?? "",
		agentConfigId: agent?.id ?? null,
		facts: {
			nowMs: question.nowMs,
			trigger,
			workspaceActive: settings.workspaceActive && pullRequest?.isMonitored === true,
			isConnected: await isConnected(tx, workspaceId),
			pullRequest: {
				state: pullRequest?.state === "OPEN" || pullRequest?.state === "MERGED" ? pullRequest.state : "CLOSED",
				isDraft: pullRequest?.isDraft ?? false,
				headKnown: /^[0-9a-f]{40,64}$/.test(pullRequest?.headSha ?? ""),
			},
			settings,
			commenterMayAsk: trigger === "COMMAND" && (await commenterMayAsk(tx, question)),
			hasRunnableAgent: agent !== undefined,
			hasMatchingPractice: await hasMatchingPractice(tx, { workspaceId, trigger }),
			assignees: assignees.length,
			// Nobody can be granted `run_practice_review` yet, so without run-for-all the gate stays closed.
			anyAssigneeGranted: false,
			lastReviewedMs: await lastReviewedMs(tx, issueId),
		},
	};
}

async function selectPullRequest(tx: TenantTransaction, issueId: number) {
	return await tx
		.selectFrom("issue")
		.innerJoin("pull_request", "pull_request.issue_id", "issue.id")
		.innerJoin("repository", "repository.id", "issue.repository_id")
		.select([
			"issue.state",
			"pull_request.is_draft as isDraft",
			"pull_request.head_ref_oid as headSha",
			"repository.is_monitored as isMonitored",
		])
		.where("issue.id", "=", issueId)
		.executeTakeFirst();
}

async function isConnected(tx: TenantTransaction, workspaceId: number): Promise<boolean> {
	const connection = await tx
		.selectFrom("connection")
		.select("id")
		.where("workspace_id", "=", workspaceId)
		.where("kind", "in", ["GITHUB", "GITLAB"])
		.where("state", "=", "ACTIVE")
		.executeTakeFirst();
	return connection !== undefined;
}

// The oldest enabled config, so that the choice does not wander (specification, section 21, trap 3).
async function selectRunnableAgent(tx: TenantTransaction, workspaceId: number) {
	return await tx
		.selectFrom("agent_config")
		.select("id")
		.where("workspace_id", "=", workspaceId)
		.where("enabled", "=", true)
		.where("llm_api_key_sealed", "is not", null)
		.orderBy("id")
		.executeTakeFirst();
}

async function lastReviewedMs(tx: TenantTransaction, issueId: number): Promise<number | null> {
	const row = await tx
		.selectFrom("review")
		.select("finished_at")
		.where("issue_id", "=", issueId)
		.where("status", "=", "COMPLETED")
		.orderBy("finished_at", (order) => order.desc().nullsLast())
		.executeTakeFirst();
	return row?.finished_at?.getTime() ?? null;
}

/** Author, assignee, or an administrator of the workspace whose account is linked to the commenter's identity. */
async function commenterMayAsk(tx: TenantTransaction, question: AdmissionQuestion): Promise<boolean> {
	const comment = await tx
		.selectFrom("issue_comment")
		.innerJoin("scm_user", "scm_user.id", "issue_comment.author_id")
		.innerJoin("issue", "issue.id", "issue_comment.issue_id")
		.select(["scm_user.id", "scm_user.git_provider_id", "scm_user.native_id", "issue.author_id"])
		.where("issue_comment.id", "=", question.commandCommentId ?? 0)
		.where("issue.id", "=", question.issueId)
		.executeTakeFirst();
	if (comment === undefined) return false;
	if (comment.author_id === comment.id) return true;
	const assignee = await tx
		.selectFrom("issue_assignee")
		.select("user_id")
		.where("issue_id", "=", question.issueId)
		.where("user_id", "=", comment.id)
		.executeTakeFirst();
	if (assignee !== undefined) return true;
	const administrator = await tx
		.selectFrom("identity_link")
		.innerJoin("workspace_membership", "workspace_membership.account_id", "identity_link.account_id")
		.select("identity_link.account_id")
		.where("identity_link.git_provider_id", "=", comment.git_provider_id)
		.where("identity_link.subject", "=", String(comment.native_id))
		.where("workspace_membership.workspace_id", "=", question.workspaceId)
		.where("workspace_membership.role", "in", ["OWNER", "ADMIN"])
		.executeTakeFirst();
	return administrator !== undefined;
}
