import { type AskedReview, decideAdmission } from "@hephaestus/db/reviews/decide-admission.ts";
import { enterStage, type StageEntry } from "@hephaestus/db/reviews/enter-stage.ts";
import { explainSandboxWait } from "@hephaestus/db/reviews/explain-sandbox-wait.ts";
import { finishReview, type ReviewEnd } from "@hephaestus/db/reviews/finish-review.ts";
import { recordDeliveryFailure } from "@hephaestus/db/reviews/record-delivery.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { composeReview } from "./compose-review.ts";
import type { ReviewRef } from "./dependencies.ts";
import { reviewDefaults } from "./review-defaults.ts";
import { validateReview } from "./validate-review.ts";

export interface AdmitReviewInput {
	workspaceId: number;
	repositoryId: number;
	issueId: number;
	workflowId: string;
	runId: string;
	requests: AskedReview[];
}

export type AdmitReviewResult =
	| { outcome: "ADMIT"; reviewId: string }
	| { outcome: "WAIT"; reason: string; until: string; waitMs: number }
	| { outcome: "REFUSE"; reason: string }
	| { outcome: "ANSWERED" };

/** Review activities of the queue `core`: they touch PostgreSQL only. */
export function createReviewRecordActivities(deps: Pick<WorkerDependencies, "db" | "configuration">) {
	const { db } = deps;
	return {
		async admitReview(input: AdmitReviewInput): Promise<AdmitReviewResult> {
			const now = new Date();
			const decision = await decideAdmission(db, { ...input, defaults: reviewDefaults(deps.configuration), now });
			if (decision.outcome !== "WAIT") return decision;
			const { outcome, reason, untilMs } = decision;
			return { outcome, reason, until: new Date(untilMs).toISOString(), waitMs: untilMs - now.getTime() };
		},
		enterStage: (entry: StageEntry) => enterStage(db, entry),
		explainSandboxWait: (ref: ReviewRef) => explainSandboxWait(db, ref),
		validateReview: (ref: ReviewRef) => validateReview(deps, ref),
		composeReview: (ref: ReviewRef) => composeReview(deps, ref),
		finishReview: (end: ReviewEnd) => finishReview(db, end),
		failDelivery: (failure: ReviewRef & { reason: string }) => recordDeliveryFailure(db, failure),
	};
}
