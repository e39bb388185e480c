import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findReview } from "@hephaestus/db/reviews/find-review.ts";
import { defineRoute } from "../operations/define-route.ts";
import { notFound } from "../operations/problem-error.ts";
import { json } from "../operations/respond-with.ts";
import { workflowUrl } from "../operations/temporal-url.ts";
import { member } from "../workspaces/access.ts";
import { findReviewRights } from "./review-rights.ts";
import { reviewDetailSchema, reviewParams } from "./schema.ts";

/** 404 for a review of another workspace; what the caller may do with it comes along. */
export const getReview = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/reviews/{reviewId}",
		tags: ["reviews"],
		summary: "Show a review: its stages, what it observed and what was posted",
		request: { params: reviewParams },
		responses: { 200: json("The review", reviewDetailSchema) },
	},
	async (c) => {
		const { deps, workspace, session } = c.var;
		const { reviewId } = c.req.valid("param");
		const found = await withWorkspace(deps.db, workspace.id, (tx) => findReview(tx, reviewId));
		if (found === null) throw notFound("review");
		const mayDecide = workspace.role !== "MEMBER" && isDecidable(found.feedback);
		const rights = await findReviewRights(deps.db, { workspace, accountId: session.accountId, reviewId });
		const temporalUrl = workflowUrl(deps.configuration, found.workflowId);
		return c.json(reviewDetailSchema.parse({ ...found, ...rights, mayDecide, temporalUrl }), 200);
	},
);

// What waits for an approval, and what was approved and could not be sent.
function isDecidable(feedback: { state: string; approvedAt: string | null } | null): boolean {
	return feedback?.state === "AWAITING_APPROVAL" || (feedback?.state === "FAILED" && feedback.approvedAt !== null);
}
