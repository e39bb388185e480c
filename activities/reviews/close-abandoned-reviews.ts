import { setTimeout as sleep } from "node:timers/promises";
import { closeAbandonedReview, listUnfinishedReviews } from "@hephaestus/db/reviews/abandoned-reviews.ts";
import type { Client } from "@temporalio/client";
import { WorkflowNotFoundError } from "@temporalio/common";
import type { WorkerDependencies } from "../operations/dependencies.ts";

const EVERY_MS = 60_000;
// A review's row is written by its workflow, so a younger one can only be alive.
const GRACE_MS = 60_000;
const REVIEWS_PER_ROUND = 200;

/**
 * Ends reviews whose workflow was terminated or is gone, which nobody would otherwise, and returns how many. What the
 * worker of a live workflow is about to record stays as it is.
 */
export async function closeAbandonedReviews({
	db,
	temporal,
}: Pick<WorkerDependencies, "db" | "temporal">): Promise<number> {
	const createdBefore = new Date(Date.now() - GRACE_MS);
	let closed = 0;
	for (const review of await listUnfinishedReviews(db, { createdBefore, limit: REVIEWS_PER_ROUND })) {
		if (await isRunning(temporal, review.workflowId)) continue;
		if (await closeAbandonedReview(db, review)) closed += 1;
	}
	return closed;
}

async function isRunning(temporal: Client, workflowId: string): Promise<boolean> {
	try {
		return (await temporal.workflow.getHandle(workflowId).describe()).status.name === "RUNNING";
	} catch (error) {
		if (error instanceof WorkflowNotFoundError) return false;
		throw error;
	}
}

/** Does so every minute until `signal` aborts; a round that fails is told and the next one tries again. */
export async function keepClosingAbandonedReviews(deps: WorkerDependencies, signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		try {
			const closed = await closeAbandonedReviews(deps);
			if (closed > 0) deps.logger.warn({ closed }, "Closed reviews whose workflow was ended from outside");
		} catch (error) {
			deps.logger.warn({ err: error }, "Could not look for reviews without a workflow; trying again");
		}
		await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
	}
}
