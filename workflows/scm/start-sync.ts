import { TypedSearchAttributes } from "@temporalio/common";
import { syncWorkspaceId } from "../operations/ids.ts";
import { QUEUES } from "../operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "../operations/search-attributes.ts";
import type { SyncWorkspaceInput } from "./messages.ts";

/** What a client's `start` takes to sync a workspace; where a sync runs already, that one will do. */
export function startSync(input: SyncWorkspaceInput) {
	const args: [SyncWorkspaceInput] = [input];
	return {
		workflowId: syncWorkspaceId(input.workspaceId),
		taskQueue: QUEUES.core,
		args,
		workflowIdConflictPolicy: "USE_EXISTING" as const,
		typedSearchAttributes: new TypedSearchAttributes([
			{ key: SEARCH_ATTRIBUTES.workspace, value: input.workspaceSlug },
		]),
	};
}
