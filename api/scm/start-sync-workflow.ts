import { syncWorkspaceId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { SyncWorkspaceInput } from "@hephaestus/workflows/scm/messages.ts";
import { TypedSearchAttributes } from "@temporalio/common";
import type { TemporalGateway } from "../operations/temporal.ts";

/**
 * Starts the workspace's sync, or joins the one that runs, and returns the workflow's id. Throws the 503 problem when
 * Temporal is away.
 */
export async function startSyncWorkflow(temporal: TemporalGateway, input: SyncWorkspaceInput): Promise<string> {
	const workflowId = syncWorkspaceId(input.workspaceId);
	await temporal.use((client) =>
		client.workflow.start("syncWorkspace", {
			workflowId,
			taskQueue: QUEUES.core,
			args: [input],
			workflowIdConflictPolicy: "USE_EXISTING",
			typedSearchAttributes: new TypedSearchAttributes([
				{ key: SEARCH_ATTRIBUTES.workspace, value: input.workspaceSlug },
			]),
		}),
	);
	return workflowId;
}
