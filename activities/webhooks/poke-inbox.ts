import type { WaitingLane } from "@hephaestus/db/webhooks/list-waiting-lanes.ts";
import { inboxId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { DrainInboxInput } from "@hephaestus/workflows/webhooks/messages.ts";
import type { Client } from "@temporalio/client";
import { TypedSearchAttributes } from "@temporalio/common";

/** Wakes the inbox workflow of a lane, starting it when it does not run; pokes coalesce. */
export async function pokeInbox(temporal: Client, { lane, repository }: WaitingLane): Promise<void> {
	const input: DrainInboxInput = { lane, repository };
	await temporal.workflow.signalWithStart("drainInbox", {
		workflowId: inboxId(lane),
		taskQueue: QUEUES.core,
		args: [input],
		signal: "poke",
		typedSearchAttributes: new TypedSearchAttributes(
			repository === null ? [] : [{ key: SEARCH_ATTRIBUTES.repository, value: repository }],
		),
	});
}
