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

/** Where a review says what it does, in plain words. */
export interface StageReport {
	/** Enters a stage, for pages and operators. */
	enter(stage: RunningStage, detail: string): Promise<void>;
	/** Tells operators what pages know already. */
	say(stage: RunningStage, detail: string): void;
}

// Explained soon, then ever more seldom: a review may wait for days, and each time is kept in its history.
const FIRST_EXPLANATION_MS = 10_000;
const LONGEST_BETWEEN_MS = 15 * 60_000;

/**
 * Takes one admitted review through its stages. Every stage may run again for the same review. Throws the failing
 * stage's failure, or a cancellation.
 */
export async function runReview(review: ReviewRef, report: StageReport): Promise<void> {
	await runOnSomeHost(review, report);
	await report.enter("VALIDATING", "Checks what the agent reported");
	await records.validateReview(review);
	await report.enter("COMPOSING", "Writes the feedback");
	const { send } = await records.composeReview(review);
	if (!send) return;
	await report.enter("DELIVERING", "Posts the feedback on the pull request");
	await delivery.deliverReview(review);
}

// A host that dies takes its files along, so preparation starts over with the next claim; once.
async function runOnSomeHost(review: ReviewRef, report: StageReport): Promise<void> {
	try {
		await runOnOneHost(review, report);
	} catch (error) {
		if (!isHostLost(error)) throw error;
		log.warn("The sandbox host was lost; the review starts over on the next one.");
		await runOnOneHost(review, report);
	}
}

async function runOnOneHost(review: ReviewRef, report: StageReport): Promise<void> {
	await report.enter("WAITING_FOR_SANDBOX", "Waits for a sandbox host");
	const host = await claimHost(review, (detail) => report.say("WAITING_FOR_SANDBOX", detail));
	const { prepareReview, runReviewAgent, discardReviewFiles } = hostProxies(host.taskQueue, host.agentTimeoutSeconds);
	try {
		await report.enter("PREPARING", `Fetches the code and gathers context on ${host.name}`);
		await prepareReview(review);
		await report.enter("REVIEWING", `The agent reads the change in a container on ${host.name}`);
		await runReviewAgent(review);
	} finally {
		await CancellationScope.nonCancellable(() => discardReviewFiles(review)).catch(() =>
			log.warn("The review's files stay on the host until its next clean-up."),
		);
	}
}

// Says why nothing happens while no host takes the claim.
async function claimHost(review: ReviewRef, wait: (detail: string) => void) {
	const claim = claims.claimSandboxHost(review);
	const explain = new CancellationScope();
	const explained = explain
		.run(async () => {
			for (let waitMs = FIRST_EXPLANATION_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_BETWEEN_MS)) {
				await sleep(waitMs);
				const reason = await records.explainSandboxWait(review);
				if (reason !== null) wait(reason);
			}
		})
		.catch((error: unknown) => {
			if (!isCancellation(error)) log.warn("Why the review waits could not be found out.");
		});
	try {
		return await claim;
	} finally {
		explain.cancel();
		await explained;
	}
}
