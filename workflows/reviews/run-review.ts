import type { ReviewStage } from "@hephaestus/domain/reviews/states.ts";
import { CancellationScope, isCancellation, log, sleep } from "@temporalio/workflow";
import { isHostLost } from "./failures.ts";
import { claims, delivery, hostProxies, records } from "./proxies.ts";

/** Names one review to the activities. */
export interface ReviewRef {
	workspaceId: number;
	reviewId: string;
}

export type RunningStage = Exclude<ReviewStage, "QUEUED" | "DONE">;

/** Called as the review enters a stage, with what it does there in plain words. */
export type StageReport = (stage: RunningStage, detail: string) => Promise<void>;

const NO_ENGINE = "No container engine is reachable; the review waits and starts by itself once one is.";

/**
 * Takes one admitted review through its stages. Every stage may run again for the same review. Throws the failing
 * stage's failure, or a cancellation.
 */
export async function runReview(review: ReviewRef, enter: StageReport): Promise<void> {
	await runOnSomeHost(review, enter);
	await enter("VALIDATING", "Checks what the agent reported");
	await records.validateReview(review);
	await enter("COMPOSING", "Writes the feedback");
	const { send } = await records.composeReview(review);
	if (!send) return;
	await enter("DELIVERING", "Posts the feedback on the pull request");
	await delivery.deliverReview(review);
}

// A host that dies takes its files along, so preparation starts over with the next claim; once.
async function runOnSomeHost(review: ReviewRef, enter: StageReport): Promise<void> {
	try {
		await runOnOneHost(review, enter);
	} catch (error) {
		if (!isHostLost(error)) throw error;
		log.warn("The sandbox host was lost; the review starts over on the next one.");
		await runOnOneHost(review, enter);
	}
}

async function runOnOneHost(review: ReviewRef, enter: StageReport): Promise<void> {
	await enter("WAITING_FOR_SANDBOX", "Waits for a sandbox host");
	const host = await claimHost(review, enter);
	const { prepareReview, runReviewAgent, discardReviewFiles } = hostProxies(host.taskQueue, host.agentTimeoutSeconds);
	try {
		await enter("PREPARING", `Fetches the code and gathers context on ${host.name}`);
		await prepareReview(review);
		await enter("REVIEWING", `The agent reads the change in a container on ${host.name}`);
		await runReviewAgent(review);
	} finally {
		await CancellationScope.nonCancellable(() => discardReviewFiles(review)).catch(() =>
			log.warn("The review's files stay on the host until its next clean-up."),
		);
	}
}

// Says why nothing happens when no worker with an engine takes the claim soon.
async function claimHost(review: ReviewRef, enter: StageReport) {
	const claim = claims.claimSandboxHost(review);
	const explain = new CancellationScope();
	const explained = explain
		.run(async () => {
			await sleep("10 seconds");
			await enter("WAITING_FOR_SANDBOX", NO_ENGINE);
		})
		.catch((error: unknown) => {
			if (!isCancellation(error)) throw error;
		});
	try {
		return await claim;
	} finally {
		explain.cancel();
		await explained;
	}
}
