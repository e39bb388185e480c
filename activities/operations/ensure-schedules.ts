import { INBOX_SWEEPER_ID } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from "@temporalio/client";

/** Makes the schedule that wakes inboxes nobody was poked about, every 15 seconds. Running it again changes nothing. */
export async function ensureInboxSweeper(temporal: Client): Promise<void> {
	try {
		await temporal.schedule.create({
			scheduleId: INBOX_SWEEPER_ID,
			spec: { intervals: [{ every: "15 seconds" }] },
			action: {
				type: "startWorkflow",
				workflowType: "sweepInbox",
				workflowId: INBOX_SWEEPER_ID,
				taskQueue: QUEUES.core,
			},
			policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: "1 minute" },
		});
	} catch (error) {
		if (!(error instanceof ScheduleAlreadyRunning)) throw error;
	}
}
