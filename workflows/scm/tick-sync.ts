import type { createSyncRunActivities } from "@hephaestus/activities/scm/sync-run-activities.ts";
import { TypedSearchAttributes, WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import { ParentClosePolicy, proxyActivities, startChild } from "@temporalio/workflow";
import { tell } from "../operations/details.ts";
import { syncWorkspaceId } from "../operations/ids.ts";
import { SEARCH_ATTRIBUTES } from "../operations/search-attributes.ts";
import type { SyncWorkspaceInput } from "./messages.ts";
import { syncWorkspace } from "./sync-workspace.ts";

const { dropScheduleOfInactive } = proxyActivities<ReturnType<typeof createSyncRunActivities>>({
	startToCloseTimeout: "30 seconds",
});

/**
 * What a workspace's schedule runs: starts its sync under the one id that people and the API start it under too, so that
 * two syncs of a workspace never run side by side.
 */
export async function tickSync(input: SyncWorkspaceInput): Promise<void> {
	const { active } = await dropScheduleOfInactive(input);
	if (!active) return tell("DONE", `${input.workspaceSlug} is not active any more; its schedule is gone.`);
	try {
		await startChild(syncWorkspace, {
			workflowId: syncWorkspaceId(input.workspaceId),
			args: [input],
			parentClosePolicy: ParentClosePolicy.ABANDON,
			typedSearchAttributes: new TypedSearchAttributes([
				{ key: SEARCH_ATTRIBUTES.workspace, value: input.workspaceSlug },
			]),
		});
		tell("DONE", `Started the sync of ${input.workspaceSlug}.`);
	} catch (error) {
		if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
		tell("DONE", `A sync of ${input.workspaceSlug} runs already.`);
	}
}
