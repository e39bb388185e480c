import { temporalCron } from "@hephaestus/domain/operations/cron.ts";
import { syncScheduleId, syncWorkspaceId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { SyncWorkspaceInput } from "@hephaestus/workflows/scm/messages.ts";
import { TypedSearchAttributes } from "@temporalio/common";
import type { TemporalGateway } from "../operations/temporal.ts";

/** Makes the schedule that syncs a workspace again and again; one that exists is left as it is. */
export async function ensureSyncSchedule(
	temporal: TemporalGateway,
	{ workspaceId, workspaceSlug }: { workspaceId: number; workspaceSlug: string },
	cron: string,
): Promise<void> {
	const input: SyncWorkspaceInput = { workspaceId, workspaceSlug, trigger: "SCHEDULE" };
	const { ScheduleAlreadyRunning } = await import("@temporalio/client");
	await temporal.use(async (client) => {
		try {
			await client.schedule.create({
				scheduleId: syncScheduleId(workspaceId),
				spec: { cronExpressions: [temporalCron(cron)] },
				action: {
					type: "startWorkflow",
					workflowType: "syncWorkspace",
					workflowId: syncWorkspaceId(workspaceId),
					taskQueue: QUEUES.core,
					args: [input],
					typedSearchAttributes: new TypedSearchAttributes([
						{ key: SEARCH_ATTRIBUTES.workspace, value: workspaceSlug },
					]),
				},
				policies: { overlap: "SKIP", catchupWindow: "1 minute" },
			});
		} catch (error) {
			if (!(error instanceof ScheduleAlreadyRunning)) throw error;
		}
	});
}
