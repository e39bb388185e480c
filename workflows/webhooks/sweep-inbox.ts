import type { createSweepActivities } from "@hephaestus/activities/webhooks/sweep-activities.ts";
import { proxyActivities } from "@temporalio/workflow";
import { tell } from "../operations/details.ts";

const { pokeWaitingLanes } = proxyActivities<ReturnType<typeof createSweepActivities>>({
	startToCloseTimeout: "30 seconds",
	retry: { maximumAttempts: 3 },
});

/** Wakes the inbox of every lane in which a delivery waits that nobody was poked about; run by a schedule. */
export async function sweepInbox(): Promise<void> {
	const { lanes } = await pokeWaitingLanes();
	tell("DONE", lanes === 0 ? "No delivery waits." : `Woke ${lanes} waiting inbox(es).`);
}
