import type { ReviewTrigger } from "@hephaestus/domain/reviews/admission.ts";
import { defineSignal } from "@temporalio/workflow";

export type { ReviewTrigger };

export interface ReviewRequest {
	/** Makes a request idempotent: the domain event's key, or an id the asker made. */
	requestId: string;
	trigger: ReviewTrigger;
	requestedByAccountId: number | null;
	/** Of a COMMAND: our id (`issue_comment.id`) of the comment that asked; it is answered when refused. */
	commandCommentId?: number;
}

export interface ReviewArtifactInput {
	workspaceId: number;
	workspaceSlug: string;
	repositoryId: number;
	nameWithOwner: string;
	issueId: number;
	number: number;
	/** Requests carried over by continue-as-new. */
	pending?: ReviewRequest[];
	/** Ids of requests that earlier runs of this workflow dealt with, newest last; carried over likewise. */
	answered?: string[];
}

export interface DeliverFeedbackInput {
	workspaceId: number;
	workspaceSlug: string;
	reviewId: string;
	nameWithOwner: string;
	number: number;
}

/** Asks the artifact's workflow for a review; sent with signal-with-start. */
export const requestReviewSignal = defineSignal<[ReviewRequest]>("requestReview");
/** Stops the review that is running now; what it posted stays. */
export const cancelReviewSignal = defineSignal<[{ reviewId: string }]>("cancelReview");
