import { findActiveConnection } from "@hephaestus/db/connections/find-active-connection.ts";
import type { PartRef } from "@hephaestus/db/scm/begin-part-scan.ts";
import { failPart } from "@hephaestus/db/scm/save-part-progress.ts";
import { finishSyncRun, saveSyncRunProgress, startSyncRun } from "@hephaestus/db/scm/sync-runs.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { ensureSyncSchedule, removeSyncSchedule } from "./sync-schedule.ts";

/** Activities of sync that only write down how it goes. */
export function createSyncRunActivities({ db, temporal, configuration }: WorkerDependencies) {
	return {
		/** Records the start of a run, and sees to it that the workspace has its schedule. */
		async startSyncRun(input: Parameters<typeof startSyncRun>[1] & { workspaceSlug: string }): Promise<void> {
			await startSyncRun(db, input);
			await ensureSyncSchedule(temporal, configuration.MONITORING_SYNC_CRON, input);
		},
		/** Whether the workspace is still to be synced; when not, its schedule goes. */
		async dropScheduleOfInactive({ workspaceId }: { workspaceId: number }): Promise<{ active: boolean }> {
			const active = (await findActiveConnection(db, workspaceId)) !== null;
			if (!active) await removeSyncSchedule(temporal, workspaceId);
			return { active };
		},
		async saveSyncRunProgress(input: Parameters<typeof saveSyncRunProgress>[1]): Promise<void> {
			await saveSyncRunProgress(db, input);
		},
		async finishSyncRun(input: Parameters<typeof finishSyncRun>[1]): Promise<void> {
			await finishSyncRun(db, input);
		},
		async failRepositoryPart(input: PartRef & { error: string; forgetCursor: boolean }): Promise<void> {
			await failPart(db, input, input);
		},
	};
}
