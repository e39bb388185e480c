import { TypedSearchAttributes } from "@temporalio/common";
import { inboxId } from "../operations/ids.ts";
import { QUEUES } from "../operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "../operations/search-attributes.ts";
import { type DrainInboxInput, pokeSignal } from "./messages.ts";

/** What a client's `signalWithStart` takes to wake a lane's inbox, starting it when it does not run; pokes coalesce. */
export function pokeInbox({ lane, repository }: DrainInboxInput) {
	const args: [DrainInboxInput] = [{ lane, repository }];
	const signalArgs: [] = [];
	return {
		workflowId: inboxId(lane),
		taskQueue: QUEUES.core,
		args,
		signal: pokeSignal,
		signalArgs,
		typedSearchAttributes: new TypedSearchAttributes(
			repository === null ? [] : [{ key: SEARCH_ATTRIBUTES.repository, value: repository }],
		),
	};
}
