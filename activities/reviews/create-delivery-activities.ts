import { Context } from "@temporalio/activity";
import { acknowledgeCommand, answerRefusedCommand, type Command } from "./answer-command.ts";
import { deliverReview } from "./deliver-review.ts";
import type { ForgeReviewDependencies, ReviewRef } from "./dependencies.ts";

/** Review activities of the queue `forge`: they speak on the pull request. */
export function createReviewDeliveryActivities(deps: ForgeReviewDependencies) {
	return {
		async deliverReview(ref: ReviewRef): Promise<void> {
			const context = Context.current();
			const beat = setInterval(() => context.heartbeat("Posting the feedback"), 5_000);
			try {
				await deliverReview(deps, ref);
			} finally {
				clearInterval(beat);
			}
		},
		acknowledgeCommand: (command: Command) => acknowledgeCommand(deps, command),
		answerRefusedCommand: (command: Command & { reason: string }) => answerRefusedCommand(deps, command),
	};
}
