import { randomUUID } from "node:crypto";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findReviewArtifact } from "@hephaestus/db/reviews/find-review-artifact.ts";
import { defineRoute } from "../operations/define-route.ts";
import { conflict, notFound } from "../operations/problem-error.ts";
import { json } from "../operations/respond-with.ts";
import { workItemParams } from "../scm/schema.ts";
import { member } from "../workspaces/access.ts";
import { limitReviewRequests } from "./limit-requests.ts";
import { reviewRequestedSchema } from "./schema.ts";
import { signalReviewRequest } from "./signal-review-request.ts";

/** For every member; 409 when the workspace reviews nothing on request, 503 while Temporal is away. */
export const requestReview = defineRoute(
	{
		...member,
		method: "post",
		path: "/workspaces/{workspaceSlug}/pull-requests/{id}/reviews",
		tags: ["reviews"],
		summary: "Ask for a review of a pull request",
		request: { params: workItemParams },
		responses: { 202: json("Asked; the decision shows on the pull request", reviewRequestedSchema) },
	},
	async (c) => {
		const { deps, workspace, session } = c.var;
		const { id } = c.req.valid("param");
		const artifact = await withWorkspace(deps.db, workspace.id, (tx) => findReviewArtifact(tx, id));
		if (artifact === null) throw notFound("pull request");
		if (!artifact.isManualTriggerEnabled)
			throw conflict(
				"manual_reviews_disabled",
				"Reviews on request are off",
				"They start by themselves when the pull request changes. An operator can allow them in the database: practice_review_manual_trigger_enabled of the workspace.",
			);
		await limitReviewRequests(c, session.accountId);
		const requested = await signalReviewRequest(deps.temporal, workspace, artifact, {
			requestId: randomUUID(),
			trigger: "MANUAL",
			requestedByAccountId: session.accountId,
		});
		return c.json(requested, 202);
	},
);
