import { syncWorkspaceId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { SyncWorkspaceInput } from "@hephaestus/workflows/scm/messages.ts";
import type { Client } from "@temporalio/client";
import { TypedSearchAttributes } from "@temporalio/common";

/** Starts the workspace's sync; when one runs already, that one will do. */
export async function startSync(temporal: Client, input: SyncWorkspaceInput): Promise<void> {
	await temporal.workflow.start("syncWorkspace", {
		workflowId: syncWorkspaceId(input.workspaceId),
		taskQueue: QUEUES.core,
		args: [input],
		workflowIdConflictPolicy: "USE_EXISTING",
		typedSearchAttributes: new TypedSearchAttributes([
			{ key: SEARCH_ATTRIBUTES.workspace, value: input.workspaceSlug },
		]),
	});
}
