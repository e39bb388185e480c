import type { WaitingLane } from "@hephaestus/db/webhooks/list-waiting-lanes.ts";
import { pokeInbox as poke } from "@hephaestus/workflows/webhooks/poke-inbox.ts";
import type { Client } from "@temporalio/client";

/** Wakes the inbox workflow of a lane, starting it when it does not run; pokes coalesce. */
export async function pokeInbox(temporal: Client, lane: WaitingLane): Promise<void> {
	await temporal.workflow.signalWithStart("drainInbox", poke(lane));
}
