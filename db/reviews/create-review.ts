import type { ReviewTrigger } from "@hephaestus/domain/reviews/admission.ts";
import type { TenantTransaction } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";

export interface NewReview {
	id: string;
	workspaceId: number;
	repositoryId: number;
	issueId: number;
	workflowId: string;
	trigger: ReviewTrigger;
	requestedByAccountId: number | null;
	headSha: string;
	agentConfigId: number;
}

/** Records an admitted review with the agent's settings frozen as they are now (specification, section 7). */
export async function createReview(tx: TenantTransaction, review: NewReview): Promise<void> {
	const agent = await tx
		.selectFrom("agent_config")
		.selectAll()
		.where("id", "=", review.agentConfigId)
		.executeTakeFirstOrThrow();
	await tx
		.insertInto("review")
		.values({
			id: review.id,
			workspace_id: review.workspaceId,
			repository_id: review.repositoryId,
			issue_id: review.issueId,
			workflow_id: review.workflowId,
			trigger: review.trigger,
			requested_by_account_id: review.requestedByAccountId,
			head_sha: review.headSha,
			agent_config_id: agent.id,
			config_snapshot: JSON.stringify({
				schemaVersion: 3,
				configId: agent.id,
				configName: agent.name,
				llmProvider: agent.llm_provider,
				modelName: agent.model_name,
				llmBaseUrl: agent.llm_base_url,
				timeoutSeconds: agent.timeout_seconds,
				maxConcurrentJobs: agent.max_concurrent_jobs,
			}),
		})
		.execute();
	await tx
		.insertInto("review_stage")
		.values({ workspace_id: review.workspaceId, review_id: review.id, stage: "QUEUED", finished_at: new Date() })
		.execute();
	await notify(tx, { workspaceId: review.workspaceId, type: "review", id: review.id });
}
