import { randomUUID } from "node:crypto";
import { defineRoute } from "../operations/define-route.ts";
import { conflict } from "../operations/problem-error.ts";
import { json } from "../operations/respond-with.ts";
import { member } from "../workspaces/access.ts";
import { limitReviewRequests } from "./limit-requests.ts";
import { requireReviewSubject } from "./review-rights.ts";
import { reviewParams, reviewRequestedSchema } from "./schema.ts";
import { signalReviewRequest } from "./signal-review-request.ts";

/** For the workspace's administrators and the pull request's author. */
export const rerunReview = defineRoute(
	{
		...member,
		method: "post",
		path: "/workspaces/{workspaceSlug}/reviews/{reviewId}/rerun",
		tags: ["reviews"],
		summary: "Review the same pull request again",
		request: { params: reviewParams },
		responses: { 202: json("Asked; a rerun never posts twice", reviewRequestedSchema) },
	},
	async (c) => {
		const { deps, workspace, session } = c.var;
		const { reviewId } = c.req.valid("param");
		const subject = await requireReviewSubject(deps.db, { workspace, accountId: session.accountId, reviewId });
		if (subject.status === "QUEUED" || subject.status === "RUNNING")
			throw conflict("review_running", "Review is running", "Wait until this review is over, or stop it first.");
		await limitReviewRequests(c, session.accountId);
		const requested = await signalReviewRequest(deps.temporal, workspace, subject, {
			requestId: randomUUID(),
			trigger: "RERUN",
			requestedByAccountId: session.accountId,
		});
		return c.json(requested, 202);
	},
);
