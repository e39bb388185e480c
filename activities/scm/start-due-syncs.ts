import { listConnectedWorkspaces } from "@hephaestus/db/connections/list-connected-workspaces.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { startSync } from "./start-sync.ts";
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
		await startSync(temporal, { ...workspace, trigger: "STARTUP" });
		logger.info(workspace, "Syncing the workspace, since its last sync is long ago");
	}
}
