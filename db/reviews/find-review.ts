import { storedComposition } from "@hephaestus/domain/reviews/composition-schema.ts";
import { renderNote } from "@hephaestus/domain/reviews/render-feedback.ts";
import type { TenantTransaction } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";
import { listObservations } from "./list-observations.ts";
import { fromReviews, reviewColumns } from "./select-review.ts";

/** A review in full: stages, observations, feedback and what it cost; null when unknown here. */
export async function findReview(tx: TenantTransaction, reviewId: string) {
	const row = await fromReviews(tx)
		.leftJoin("agent_config", "agent_config.id", "review.agent_config_id")
		.select((eb) => reviewColumns(eb))
		.select([
			"review.workflow_id as workflowId",
			"review.error_message as errorMessage",
			"review.error_next_step as errorNextStep",
			"review.llm_total_calls as calls",
			"review.llm_total_input_tokens as inputTokens",
			"review.llm_total_output_tokens as outputTokens",
			"agent_config.model_name as model",
		])
		.where("review.id", "=", reviewId)
		.executeTakeFirst();
	if (row === undefined) return null;
	const { errorMessage, errorNextStep, calls, inputTokens, outputTokens, ...review } = row;
	return {
		...review,
		error: errorMessage === null ? null : { message: errorMessage, nextStep: errorNextStep ?? "Run the review again." },
		usage: { calls, inputTokens, outputTokens },
		stages: await listStages(tx, reviewId),
		observations: await listObservations(tx, reviewId),
		feedback: await findFeedback(tx, reviewId),
	};
}

async function listStages(tx: TenantTransaction, reviewId: string) {
	return await tx
		.selectFrom("review_stage")
		.select((eb) => [
			"stage",
			"detail",
			isoInstant(eb.ref("started_at")).as("startedAt"),
			isoInstant(eb.ref("finished_at")).as("finishedAt"),
		])
		.where("review_id", "=", reviewId)
		.orderBy("started_at")
		.orderBy("stage")
		.execute();
}

async function findFeedback(tx: TenantTransaction, reviewId: string) {
	const row = await tx
		.selectFrom("feedback")
		.innerJoin("review", "review.id", "feedback.review_id")
		.innerJoin("pull_request", "pull_request.issue_id", "feedback.issue_id")
		.leftJoin("account", "account.id", "feedback.approved_by_account_id")
		.select((eb) => [
			"feedback.id",
			"feedback.delivery_state as state",
			"feedback.body",
			"feedback.composed",
			"feedback.suppression_reason as suppressionReason",
			isoInstant(eb.ref("feedback.delivered_at")).as("deliveredAt"),
			isoInstant(eb.ref("feedback.approved_at")).as("approvedAt"),
			"account.display_name as approvedBy",
			eb("pull_request.head_ref_oid", "!=", eb.ref("review.head_sha")).as("isStale"),
		])
		.where("feedback.review_id", "=", reviewId)
		.orderBy("feedback.id", "desc")
		.executeTakeFirst();
	if (row === undefined) return null;
	const { composed, ...feedback } = row;
	const placements = await listPlacements(tx, feedback.id);
	return { ...feedback, placements: placements.length > 0 ? placements : plannedNotes(composed) };
}

async function listPlacements(tx: TenantTransaction, feedbackId: number) {
	return await tx
		.selectFrom("feedback_placement")
		.select([
			"placement",
			"path",
			"start_line as startLine",
			"end_line as endLine",
			"disposition",
			"html_url as htmlUrl",
			"body",
		])
		.where("feedback_id", "=", feedbackId)
		.orderBy("id")
		.execute();
}

/** The inline notes as they will be posted, for feedback that was not sent (yet). */
function plannedNotes(composed: unknown) {
	const composition = storedComposition.safeParse(composed);
	return (composition.data?.problems ?? []).flatMap((problem) => {
		const body = renderNote(problem);
		if (problem.note === null || body === null) return [];
		const { path, startLine, endLine } = problem.note;
		return [{ placement: "INLINE", path, startLine, endLine, disposition: "PLANNED", htmlUrl: null, body }];
	});
}
