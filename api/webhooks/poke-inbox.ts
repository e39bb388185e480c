import type { DrainInboxInput } from "@hephaestus/workflows/webhooks/messages.ts";
import { pokeInbox } from "@hephaestus/workflows/webhooks/poke-inbox.ts";
import type { Logger } from "pino";
import type { TemporalGateway } from "../operations/temporal.ts";

export interface InboxPoker {
	/** Wakes the lane's inbox without anyone waiting for it; the sweeper makes up for a poke that fails. */
	poke(input: DrainInboxInput, log: Logger): void;
	/** Resolves when no poke is under way. */
	settled(): Promise<void>;
}

const TIMEOUT_MS = 2_000;

/**
 * One poke a lane at a time: those that come meanwhile fold into one more, so a burst of deliveries costs Temporal a
 * few signals.
 */
export function createInboxPoker(temporal: TemporalGateway): InboxPoker {
	const lanes = new Map<string, { isAskedAgain: boolean; work: Promise<void> }>();

	async function run(input: DrainInboxInput, log: Logger): Promise<void> {
		try {
			await temporal.use((client) => client.workflow.signalWithStart("drainInbox", pokeInbox(input)), TIMEOUT_MS);
		} catch (error) {
			log.warn({ err: error, lane: input.lane }, "the inbox could not be woken; the sweeper will find it");
		}
		const lane = lanes.get(input.lane);
		lanes.delete(input.lane);
		if (lane?.isAskedAgain) poke(input, log);
	}

	function poke(input: DrainInboxInput, log: Logger): void {
		const underWay = lanes.get(input.lane);
		if (underWay !== undefined) underWay.isAskedAgain = true;
		else lanes.set(input.lane, { isAskedAgain: false, work: run(input, log) });
	}

	return {
		poke,
		async settled() {
			while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ work }) => work));
		},
	};
}
