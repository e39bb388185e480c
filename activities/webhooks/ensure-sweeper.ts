import { INBOX_SWEEPER_ID } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { type Client, ScheduleNotFoundError } from "@temporalio/client";

/** Starts the workflow that wakes inboxes nobody was poked about, unless it runs already. */
export async function ensureSweeper(temporal: Client): Promise<void> {
	await dropSchedule(temporal);
	await temporal.workflow.start("sweepInbox", {
		workflowId: INBOX_SWEEPER_ID,
		taskQueue: QUEUES.core,
		workflowIdConflictPolicy: "USE_EXISTING",
	});
}

// Earlier versions swept by a schedule of the same id, which would go on starting workflows that never end.
async function dropSchedule(temporal: Client): Promise<void> {
	try {
		await temporal.schedule.getHandle(INBOX_SWEEPER_ID).delete();
	} catch (error) {
		if (!(error instanceof ScheduleNotFoundError)) throw error;
	}
}
