import { randomUUID } from "node:crypto";
import { closeAbandonedReview } from "@hephaestus/db/reviews/abandoned-reviews.ts";
import { cancelReviewSignal } from "@hephaestus/workflows/reviews/messages.ts";
import { WorkflowNotFoundError } from "@temporalio/common";
import { defineRoute } from "../operations/define-route.ts";
import { conflict } from "../operations/problem-error.ts";
import { json } from "../operations/respond-with.ts";
import { member } from "../workspaces/access.ts";
import { requireReviewSubject } from "./review-rights.ts";
import { reviewParams, reviewRequestedSchema } from "./schema.ts";

/** For the workspace's administrators and the pull request's author; what was posted stays. */
export const cancelReview = defineRoute(
	{
		...member,
		method: "post",
		path: "/workspaces/{workspaceSlug}/reviews/{reviewId}/cancel",
		tags: ["reviews"],
		summary: "Stop a review that waits or runs",
		request: { params: reviewParams },
		responses: { 202: json("Asked", reviewRequestedSchema) },
	},
	async (c) => {
		const { deps, workspace, session } = c.var;
		const { reviewId } = c.req.valid("param");
		const subject = await requireReviewSubject(deps.db, { workspace, accountId: session.accountId, reviewId });
		if (subject.status !== "QUEUED" && subject.status !== "RUNNING")
			throw conflict("review_over", "Review is over", "This review has ended already; there is nothing to stop.");
		try {
			await deps.temporal.use((client) =>
				client.workflow.getHandle(subject.workflowId).signal(cancelReviewSignal, { reviewId }),
			);
		} catch (error) {
			// Its workflow was ended from outside, so nobody but us can close the review.
			if (!(error instanceof WorkflowNotFoundError)) throw error;
			await closeAbandonedReview(deps.db, { workspaceId: workspace.id, reviewId });
		}
		return c.json({ workflowId: subject.workflowId, requestId: randomUUID() }, 202);
	},
);
