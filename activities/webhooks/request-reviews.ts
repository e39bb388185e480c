import { listReviewTriggers, type TriggeringEvent } from "@hephaestus/db/webhooks/list-review-triggers.ts";
import { isReviewCommand } from "@hephaestus/domain/webhooks/review-command.ts";
import type { ReviewArtifactInput, ReviewRequest } from "@hephaestus/workflows/reviews/messages.ts";
import { requestReview } from "@hephaestus/workflows/reviews/request-review.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";

// What is told later than this is history: a delivery that was sent again long after, or an import.
const FRESH_MS = 24 * 60 * 60_000;

interface Target {
	workspaceId: number;
	workspaceSlug: string;
}

/** Asks for the reviews that a delivery calls for; the event's key makes asking twice the same as asking once. */
export async function requestReviews(
	{ db, temporal }: Pick<WorkerDependencies, "db" | "temporal">,
	{ workspaceId, workspaceSlug }: Target,
	delivery: { id: number; receivedAt: Date },
): Promise<void> {
	for (const event of await listReviewTriggers(db, { workspaceId, deliveryId: delivery.id })) {
		const request = requestOf(event);
		if (request === null || delivery.receivedAt.getTime() - event.occurredAt.getTime() > FRESH_MS) continue;
		const input: ReviewArtifactInput = { workspaceId, workspaceSlug, ...event.pullRequest };
		await temporal.workflow.signalWithStart("reviewArtifact", requestReview(input, request));
	}
}

function requestOf({ type, eventKey, comment }: TriggeringEvent): ReviewRequest | null {
	const common = { requestId: eventKey, requestedByAccountId: null };
	switch (type) {
		case "PullRequestCreated":
		case "PullRequestReady":
		case "PullRequestSynchronized":
			return { ...common, trigger: type };
		case "CommentCreated":
			if (comment === null || !isReviewCommand(comment.body)) return null;
			return { ...common, trigger: "COMMAND", commandCommentId: comment.id };
		default:
			return null;
	}
}
