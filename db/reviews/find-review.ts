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
	const feedback = await tx
		.selectFrom("feedback")
		.select((eb) => [
			"id",
			"delivery_state as state",
			"body",
			"suppression_reason as suppressionReason",
			isoInstant(eb.ref("delivered_at")).as("deliveredAt"),
		])
		.where("review_id", "=", reviewId)
		.orderBy("id", "desc")
		.executeTakeFirst();
	if (feedback === undefined) return null;
	const placements = await tx
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
		.where("feedback_id", "=", feedback.id)
		.orderBy("id")
		.execute();
	return { ...feedback, placements };
}
