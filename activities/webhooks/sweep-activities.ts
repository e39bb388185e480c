import { listWaitingLanes } from "@hephaestus/db/webhooks/list-waiting-lanes.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { pokeInbox } from "./poke-inbox.ts";

// A poke normally comes within milliseconds of the delivery; what waited longer was not poked.
const GRACE_MS = 5_000;
const LANES_PER_SWEEP = 500;

/** Activities of `sweepInbox`. */
export function createSweepActivities({ db, temporal, logger, configuration }: WorkerDependencies) {
	return {
		/** Signals the inbox workflow of each lane that waits and returns how many there were. */
		async pokeWaitingLanes(): Promise<{ lanes: number }> {
			if (!configuration.NATS_ENABLED) return { lanes: 0 };
			const receivedBefore = new Date(Date.now() - GRACE_MS);
			const lanes = await listWaitingLanes(db, { receivedBefore, limit: LANES_PER_SWEEP });
			for (const lane of lanes) await pokeInbox(temporal, lane);
			if (lanes.length > 0) logger.info({ lanes: lanes.length }, "Woke inboxes nobody had poked");
			return { lanes: lanes.length };
		},
	};
}
