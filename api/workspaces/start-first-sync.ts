import type { Logger } from "pino";
import type { ApiDependencies } from "../dependencies.ts";
import { startSyncWorkflow } from "../scm/start-sync-workflow.ts";
import { ensureSyncSchedule } from "./ensure-sync-schedule.ts";

/**
 * Starts a new workspace's first sync and its schedule. The workspace stands already, so a workflow engine that is away
 * only delays this: the worker makes up for it when it starts, and people can sync by hand.
 */
export async function startFirstSync(
	{ temporal, configuration }: ApiDependencies,
	log: Logger,
	workspace: { workspaceId: number; workspaceSlug: string },
): Promise<void> {
	try {
		await startSyncWorkflow(temporal, { ...workspace, trigger: "CREATED" });
		await ensureSyncSchedule(temporal, workspace, configuration.MONITORING_SYNC_CRON);
	} catch (error) {
		log.error({ err: error, ...workspace }, "the first sync could not be started");
	}
}
