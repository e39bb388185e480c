import { listConnectedWorkspaces } from "@hephaestus/db/connections/list-connected-workspaces.ts";
import { syncWorkspaceId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { SyncWorkspaceInput } from "@hephaestus/workflows/scm/messages.ts";
import { TypedSearchAttributes, WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { ensureSyncSchedule } from "./sync-schedule.ts";

/**
 * At the worker's start: gives every connected workspace its schedule, and with MONITORING_RUN_ON_STARTUP syncs those
 * whose last sync began longer ago than the cooldown.
 */
export async function startDueSyncs({ configuration, db, temporal, logger }: WorkerDependencies): Promise<void> {
	const cooledDown = Date.now() - configuration.MONITORING_SYNC_COOLDOWN_IN_MINUTES * 60_000;
	for (const { lastSyncStartedAt, ...workspace } of await listConnectedWorkspaces(db)) {
		await ensureSyncSchedule(temporal, configuration.MONITORING_SYNC_CRON, workspace);
		if (!configuration.MONITORING_RUN_ON_STARTUP) continue;
		if (lastSyncStartedAt !== null && lastSyncStartedAt.getTime() > cooledDown) continue;
		const input: SyncWorkspaceInput = { ...workspace, trigger: "STARTUP" };
		try {
			await temporal.workflow.start("syncWorkspace", {
				workflowId: syncWorkspaceId(workspace.workspaceId),
				taskQueue: QUEUES.core,
				args: [input],
				typedSearchAttributes: new TypedSearchAttributes([
					{ key: SEARCH_ATTRIBUTES.workspace, value: workspace.workspaceSlug },
				]),
			});
			logger.info(workspace, "Syncing the workspace, since its last sync is long ago");
		} catch (error) {
			if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
		}
	}
}
