import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { approveFeedback as approve } from "@hephaestus/db/reviews/decide-feedback.ts";
import { findReviewSubject } from "@hephaestus/db/reviews/find-review-subject.ts";
import { defineRoute } from "../operations/define-route.ts";
import { conflict, notFound } from "../operations/problem-error.ts";
import { json } from "../operations/respond-with.ts";
import { admin } from "../workspaces/access.ts";
import { nothingToDecide } from "./nothing-to-decide.ts";
import { feedbackDecidedSchema, reviewParams } from "./schema.ts";
import { startDelivery } from "./start-delivery.ts";

/** Sends what waits for an approval. The decision is stored first, so that asking again finishes what was begun. */
export const approveFeedback = defineRoute(
	{
		...admin,
		method: "post",
		path: "/workspaces/{workspaceSlug}/reviews/{reviewId}/feedback/approve",
		tags: ["reviews"],
		summary: "Approve a review's feedback and send it",
		request: { params: reviewParams },
		responses: { 202: json("Approved; how the delivery went shows on the review", feedbackDecidedSchema) },
	},
	async (c) => {
		const { deps, workspace, session } = c.var;
		const { reviewId } = c.req.valid("param");
		const { accountId } = session;
		const { subject, met } = await withWorkspace(deps.db, workspace.id, async (tx) => {
			const found = await findReviewSubject(tx, { reviewId, accountId });
			if (found === null) throw notFound("review");
			return { subject: found, met: await approve(tx, { workspaceId: workspace.id, reviewId, accountId }) };
		});
		if (met.outcome === "NOTHING_TO_DECIDE") throw nothingToDecide(met.state);
		if (met.outcome === "STALE")
			throw conflict(
				"approval_stale",
				"The pull request has moved on",
				`The feedback is about ${met.reviewedSha.slice(0, 7)}, but the newest commit is ${met.headSha.slice(0, 7)}. Review it again, or discard this feedback.`,
			);
		if (met.outcome !== "DELIVERED") await startDelivery(deps.temporal, workspace, { ...subject, reviewId });
		return c.json({ decision: "APPROVED" as const }, 202);
	},
);
