import { type CronCalendar, parseCron } from "@hephaestus/domain/scm/cron.ts";
import { syncScheduleId, syncTickId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { SyncWorkspaceInput } from "@hephaestus/workflows/scm/messages.ts";
import {
	type CalendarSpec,
	type Client,
	ScheduleAlreadyRunning,
	ScheduleNotFoundError,
	ScheduleOverlapPolicy,
} from "@temporalio/client";
import { TypedSearchAttributes } from "@temporalio/common";

/**
 * Gives a workspace the schedule that syncs it by MONITORING_SYNC_CRON, or moves the one it has. Runs never overlap, and
 * after an outage one run catches up.
 */
export async function ensureSyncSchedule(
	temporal: Client,
	cron: string,
	workspace: { workspaceId: number; workspaceSlug: string },
): Promise<void> {
	const scheduleId = syncScheduleId(workspace.workspaceId);
	const { workspaceId, workspaceSlug } = workspace;
	const input: SyncWorkspaceInput = { workspaceId, workspaceSlug, trigger: "SCHEDULE" };
	const spec = { calendars: [toCalendarSpec(parseCron(cron))] };
	const options = {
		spec,
		action: {
			type: "startWorkflow" as const,
			workflowType: "tickSync",
			workflowId: syncTickId(workspaceId),
			taskQueue: QUEUES.core,
			args: [input],
			typedSearchAttributes: new TypedSearchAttributes([{ key: SEARCH_ATTRIBUTES.workspace, value: workspaceSlug }]),
		},
		policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: "2 minutes" as const },
	};
	try {
		await temporal.schedule.create({ scheduleId, ...options });
	} catch (error) {
		if (!(error instanceof ScheduleAlreadyRunning)) throw error;
		await temporal.schedule.getHandle(scheduleId).update((previous) => ({ ...options, state: previous.state }));
	}
}

/** Ends the schedule of a workspace that is no longer active; nothing happens when it has none. */
export async function removeSyncSchedule(temporal: Client, workspaceId: number): Promise<void> {
	await temporal.schedule
		.getHandle(syncScheduleId(workspaceId))
		.delete()
		.catch((error: unknown) => {
			if (!(error instanceof ScheduleNotFoundError)) throw error;
		});
}

const MONTHS = [
	"JANUARY",
	"FEBRUARY",
	"MARCH",
	"APRIL",
	"MAY",
	"JUNE",
	"JULY",
	"AUGUST",
	"SEPTEMBER",
	"OCTOBER",
	"NOVEMBER",
	"DECEMBER",
] as const;
const DAYS = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"] as const;

function toCalendarSpec(calendar: CronCalendar): CalendarSpec {
	return {
		...calendar,
		month: calendar.month.flatMap((month) => MONTHS[month - 1] ?? []),
		dayOfWeek: calendar.dayOfWeek.flatMap((day) => DAYS[day] ?? []),
	};
}
