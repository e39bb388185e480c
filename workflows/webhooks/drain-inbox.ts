import type { createDrainActivities } from "@hephaestus/activities/webhooks/drain-activities.ts";
import { continueAsNew, proxyActivities, setHandler, workflowInfo } from "@temporalio/workflow";
import { tell } from "../operations/details.ts";
import { type DrainInboxInput, pokeSignal } from "./messages.ts";

const { drainLane } = proxyActivities<ReturnType<typeof createDrainActivities>>({
	startToCloseTimeout: "10 minutes",
	heartbeatTimeout: "30 seconds",
	// The lane waits in PostgreSQL for as long as PostgreSQL or Temporal may be away.
	retry: { initialInterval: "1 second", maximumInterval: "30 seconds" },
});

/**
 * Works off the deliveries of one lane, in order, until none is left and nobody poked meanwhile. The rows are the queue;
 * a poke only says that one may be waiting.
 */
export async function drainInbox(input: DrainInboxInput): Promise<void> {
	let poked = true;
	const total = { processed: 0, ignored: 0, poisoned: 0 };
	setHandler(pokeSignal, () => {
		poked = true;
	});
	while (poked) {
		if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof drainInbox>(input);
		poked = false;
		tell("DRAINING", `Processing deliveries of ${input.lane}; ${total.processed} done so far`);
		const result = await drainLane({ lane: input.lane });
		total.processed += result.processed;
		total.ignored += result.ignored;
		total.poisoned += result.poisoned;
		if (result.more) poked = true;
	}
	const aside = total.poisoned === 0 ? "" : ` ${total.poisoned} could not be processed and are set aside.`;
	tell("DONE", `Processed ${total.processed} and ignored ${total.ignored} deliveries of ${input.lane}.${aside}`);
}
