import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { discardFeedback as discard } from "@hephaestus/db/reviews/decide-feedback.ts";
import { findReviewSubject } from "@hephaestus/db/reviews/find-review-subject.ts";
import { defineRoute } from "../operations/define-route.ts";
import { notFound } from "../operations/problem-error.ts";
import { json } from "../operations/respond-with.ts";
import { admin } from "../workspaces/access.ts";
import { nothingToDecide } from "./nothing-to-decide.ts";
import { feedbackDecidedSchema, reviewParams } from "./schema.ts";

/** Nothing is posted; the feedback stays readable on the review's page. */
export const discardFeedback = defineRoute(
	{
		...admin,
		method: "post",
		path: "/workspaces/{workspaceSlug}/reviews/{reviewId}/feedback/discard",
		tags: ["reviews"],
		summary: "Discard a review's feedback instead of sending it",
		request: { params: reviewParams },
		responses: { 200: json("Discarded", feedbackDecidedSchema) },
	},
	async (c) => {
		const { deps, workspace, session } = c.var;
		const { reviewId } = c.req.valid("param");
		const { accountId } = session;
		const met = await withWorkspace(deps.db, workspace.id, async (tx) => {
			if ((await findReviewSubject(tx, { reviewId, accountId })) === null) throw notFound("review");
			return await discard(tx, { workspaceId: workspace.id, reviewId, accountId });
		});
		if (met.outcome === "NOTHING_TO_DECIDE") throw nothingToDecide(met.state);
		return c.json({ decision: "DISCARDED" as const }, 200);
	},
);
