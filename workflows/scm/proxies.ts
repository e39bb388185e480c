import type { createSyncForgeActivities } from "@hephaestus/activities/scm/sync-activities.ts";
import type { createSyncRunActivities } from "@hephaestus/activities/scm/sync-run-activities.ts";
import { proxyActivities } from "@temporalio/workflow";
import { QUEUES } from "../operations/queues.ts";

/**
 * Calls of the forge. They may wait out a rate limit for an hour between attempts (`nextRetryDelay`), so attempts are
 * many; what cannot be mended by waiting is not retried at all.
 */
export const forge = proxyActivities<ReturnType<typeof createSyncForgeActivities>>({
	taskQueue: QUEUES.forge,
	startToCloseTimeout: "30 minutes",
	heartbeatTimeout: "3 minutes",
	retry: { initialInterval: "2 seconds", maximumInterval: "5 minutes", maximumAttempts: 12 },
});

/** Writes about the run, in PostgreSQL. */
export const records = proxyActivities<ReturnType<typeof createSyncRunActivities>>({
	startToCloseTimeout: "30 seconds",
	retry: { initialInterval: "1 second", maximumInterval: "1 minute" },
});
