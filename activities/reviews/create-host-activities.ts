import { rm } from "node:fs/promises";
import { REVIEW_FAILURES } from "@hephaestus/domain/reviews/failures.ts";
import { Context } from "@temporalio/activity";
import { bundleDirectory } from "./context/write-bundle.ts";
import type { HostReviewDependencies, ReviewRef } from "./dependencies.ts";
import { prepareReview } from "./prepare-review.ts";
import { reviewFailure } from "./review-failure.ts";
import { runReviewAgent } from "./run-review-agent.ts";

const HEARTBEAT_MS = 5_000;

/** Review activities of one sandbox host's queue: they need its disk and its container engine. */
export function createReviewHostActivities(deps: HostReviewDependencies) {
	return {
		async prepareReview(ref: ReviewRef): Promise<void> {
			await withHeartbeat("Fetching the code", ({ signal }) => prepareReview(deps, ref, signal));
		},
		async runReviewAgent(ref: ReviewRef): Promise<void> {
			await withHeartbeat("Starting the container", (watch) => runReviewAgent(deps, ref, watch));
		},
		async discardReviewFiles({ reviewId }: ReviewRef): Promise<void> {
			const bundle = bundleDirectory(deps.configuration.GIT_STORAGE_PATH, reviewId);
			await rm(bundle, { recursive: true, force: true });
		},
	};
}

interface Watch {
	signal: AbortSignal;
	onProgress(detail: string): void;
}

/** Beats while `work` runs, with its newest words, so that a dead host is noticed and a cancellation arrives. */
async function withHeartbeat(first: string, work: (watch: Watch) => Promise<void>): Promise<void> {
	const context = Context.current();
	let detail = first;
	context.heartbeat(detail);
	const beat = setInterval(() => context.heartbeat(detail), HEARTBEAT_MS);
	try {
		await work({
			signal: context.cancellationSignal,
			onProgress: (words) => {
				detail = words;
			},
		});
	} catch (error) {
		throw context.cancellationDetails?.workerShutdown === true ? hostLeaves(error) : error;
	} finally {
		clearInterval(beat);
	}
}

// A worker that is asked to stop gives the review back; another host, or this one after its restart, takes it over.
function hostLeaves(cause: unknown) {
	return reviewFailure(
		REVIEW_FAILURES.sandboxLost,
		{ message: "The sandbox host was shut down during the review.", nextStep: "Run the review again." },
		{ cause },
	);
}
