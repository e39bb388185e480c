import assert from "node:assert/strict";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { decideAdmission } from "@hephaestus/db/reviews/decide-admission.ts";
import { recordReportedFinding } from "@hephaestus/db/reviews/reported-findings.ts";
import type { Finding } from "@hephaestus/domain/reviews/findings.ts";
import { composeReview } from "../compose-review.ts";
import type { ReviewRef } from "../dependencies.ts";
import { prepareReview } from "../prepare-review.ts";
import { reviewDefaults } from "../review-defaults.ts";
import { validateReview } from "../validate-review.ts";
import type { MirroredPullRequest, ReviewScene } from "./review-scene.ts";

/** Takes a review of the pull request, by every real step but the agent's, up to its composed feedback. */
export async function composeExample(
	{ deps, workspaceId, repository, configuration }: ReviewScene,
	pullRequest: MirroredPullRequest,
	example: { requestId: string; findings: readonly Finding[]; sends: boolean },
): Promise<ReviewRef> {
	const decision = await decideAdmission(deps.db, {
		workspaceId,
		repositoryId: repository.id,
		issueId: pullRequest.issueId,
		workflowId: "w",
		runId: "run",
		requests: [{ requestId: example.requestId, trigger: "RERUN", requestedByAccountId: null }],
		defaults: reviewDefaults(configuration),
		now: new Date(),
	});
	assert.equal(decision.outcome, "ADMIT");
	const ref = { workspaceId, reviewId: decision.reviewId };
	await prepareReview(deps, ref, new AbortController().signal);
	for (const finding of example.findings)
		await withWorkspace(deps.db, workspaceId, (tx) => recordReportedFinding(tx, { ...ref, finding }));
	await validateReview(deps, ref);
	assert.deepEqual(await composeReview(deps, ref), { send: example.sends });
	return ref;
}
