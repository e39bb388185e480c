import type { createSweepActivities } from "@hephaestus/activities/webhooks/sweep-activities.ts";
import { continueAsNew, proxyActivities, sleep } from "@temporalio/workflow";
import { tell } from "../operations/details.ts";

// An hour: a history short enough to read, and few finished runs in the list.
const LOOKS_PER_RUN = 240;

const { pokeWaitingLanes } = proxyActivities<ReturnType<typeof createSweepActivities>>({
	startToCloseTimeout: "30 seconds",
	// Until PostgreSQL is back, however long it is away.
	retry: { initialInterval: "1 second", maximumInterval: "30 seconds" },
});

/**
 * Wakes the inbox of every lane in which a delivery waits that nobody was poked about, again and again; runs for as
 * long as the installation does.
 */
export async function sweepInbox(): Promise<void> {
	for (let look = 0; look < LOOKS_PER_RUN; look++) {
		const { lanes } = await pokeWaitingLanes();
		const woken = lanes === 0 ? "no delivery waited" : `${lanes} lane(s) woken`;
		tell("WATCHING", `Last look at ${new Date().toISOString()}: ${woken}`);
		await sleep("15 seconds");
	}
	await continueAsNew<typeof sweepInbox>();
}
