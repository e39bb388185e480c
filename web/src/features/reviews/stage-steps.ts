import { REVIEW_STAGES, type ReviewStage } from "@hephaestus/domain/reviews/states.ts";
import type { ReviewDetail } from "./queries.ts";

export interface StageStep {
	stage: ReviewStage;
	state: "done" | "current" | "failed" | "ahead" | "skipped";
	startedAt: string | null;
	/** `null` while it runs. */
	finishedAt: string | null;
	detail: string | null;
}

/**
 * Every stage in order with its state. A rerun or a retry may enter a stage again; its newest entry counts. A review
 * that has ended without completing stopped in the stage it is in, and never reached the rest.
 */
export function stageSteps(review: Pick<ReviewDetail, "status" | "stage" | "stages" | "finishedAt">): StageStep[] {
	const reached = REVIEW_STAGES.indexOf(review.stage);
	const isOver = review.status !== "QUEUED" && review.status !== "RUNNING";
	const isCompleted = review.status === "COMPLETED";
	return REVIEW_STAGES.map((stage, index) => {
		const entry = review.stages.findLast((candidate) => candidate.stage === stage);
		const times = {
			startedAt: entry?.startedAt ?? null,
			finishedAt: entry?.finishedAt ?? (isOver ? review.finishedAt : null),
			detail: entry?.detail ?? null,
		};
		return { stage, state: stateOf({ index, reached, isOver, isCompleted }), ...times };
	});
}

function stateOf(at: { index: number; reached: number; isOver: boolean; isCompleted: boolean }): StageStep["state"] {
	if (at.isCompleted) return "done";
	if (at.index < at.reached) return "done";
	if (at.index > at.reached) return at.isOver ? "skipped" : "ahead";
	return at.isOver ? "failed" : "current";
}
