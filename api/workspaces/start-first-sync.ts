import type { Logger } from "pino";
import type { ApiDependencies } from "../dependencies.ts";
import { startSyncWorkflow } from "../scm/start-sync-workflow.ts";

/**
 * Starts a new workspace's first sync, which also makes the schedule of the next ones. The workspace stands already, so
 * a workflow engine that is away only delays this: the worker makes up for it when it starts, and people can sync by hand.
 */
export async function startFirstSync(
	{ temporal }: ApiDependencies,
	log: Logger,
	workspace: { workspaceId: number; workspaceSlug: string },
): Promise<void> {
	try {
		await startSyncWorkflow(temporal, { ...workspace, trigger: "CREATED" });
	} catch (error) {
		log.error({ err: error, ...workspace }, "the first sync could not be started");
	}
}
