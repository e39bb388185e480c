import { setTimeout as sleep } from "node:timers/promises";
import { listWaitingDeliveries, type WaitingDelivery } from "@hephaestus/db/webhooks/list-waiting-deliveries.ts";
import { countFailedAttempt, type SettledState, settleDelivery } from "@hephaestus/db/webhooks/settle-delivery.ts";
import { Context } from "@temporalio/activity";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { isTransient } from "../operations/transient.ts";
import { processDelivery } from "./process-delivery.ts";

const BATCH = 25;
const MAX_ATTEMPTS = 5;
const FIRST_RETRY_MS = 200;
// A drain stays while work keeps coming, so that a burst costs Temporal one activity and not one a delivery.
const LINGER_MS = 3_000;
const POLL_MS = 250;
const LONGEST_DRAIN_MS = 60_000;

export interface DrainResult {
	processed: number;
	ignored: number;
	poisoned: number;
	/** Whether the lane was left while work was still coming. */
	more: boolean;
}

/** Activities of `drainInbox`. */
export function createDrainActivities(deps: WorkerDependencies) {
	const { db, configuration, logger, metrics } = deps;

	async function settle(delivery: WaitingDelivery, state: SettledState, error: string | null): Promise<SettledState> {
		await settleDelivery(db, { id: delivery.id, state, error });
		metrics.deliveries.inc({ event: delivery.event, state });
		return state;
	}

	// Later deliveries wait for this one: they may build on it. What fails for good is set aside, with its error.
	async function deal(delivery: WaitingDelivery, signal: AbortSignal): Promise<SettledState> {
		for (;;) {
			try {
				const { state, note } = await processDelivery(deps, delivery);
				return await settle(delivery, state, note);
			} catch (error) {
				if (signal.aborted || isTransient(error)) throw error;
				const message = error instanceof Error ? error.message : String(error);
				const attempts = await countFailedAttempt(db, { id: delivery.id, error: message });
				logger.warn({ err: error, deliveryId: delivery.deliveryId, attempts }, "A delivery could not be processed");
				if (attempts >= MAX_ATTEMPTS) return await settle(delivery, "POISON", message);
				await sleep(FIRST_RETRY_MS * 2 ** attempts, undefined, { signal });
			}
		}
	}

	return {
		/** Processes a lane's deliveries in order and lingers while more keep coming. */
		async drainLane({ lane }: { lane: string }): Promise<DrainResult> {
			const { heartbeat, cancellationSignal: signal } = Context.current();
			const result: DrainResult = { processed: 0, ignored: 0, poisoned: 0, more: false };
			if (!configuration.NATS_ENABLED) return result;
			const started = Date.now();
			let lastWork = started;
			while (Date.now() - lastWork < LINGER_MS) {
				result.more = Date.now() - started > LONGEST_DRAIN_MS;
				if (result.more) return result;
				const batch = await listWaitingDeliveries(db, { lane, limit: BATCH });
				for (const delivery of batch) {
					signal.throwIfAborted();
					count(result, await deal(delivery, signal));
					heartbeat();
				}
				if (batch.length > 0) lastWork = Date.now();
				else await sleep(POLL_MS, undefined, { signal });
				heartbeat();
			}
			return result;
		},
	};
}

function count(result: DrainResult, state: SettledState): void {
	if (state === "PROCESSED") result.processed += 1;
	else if (state === "IGNORED") result.ignored += 1;
	else result.poisoned += 1;
}
