import type { ExpressionBuilder } from "kysely";
import { jsonObjectFrom } from "kysely/helpers/postgres";
import { isoInstant } from "../operations/iso-instant.ts";
import { countObserved } from "../reviews/count-observed.ts";
import type { DB } from "../schema.gen.ts";

/** The columns that only pull requests have in lists. */
export function pullRequestColumns(eb: ExpressionBuilder<DB, "issue" | "pull_request">) {
	return [
		"pull_request.is_draft as isDraft",
		"pull_request.additions",
		"pull_request.deletions",
		"pull_request.changed_files as changedFiles",
		"pull_request.commits",
		"pull_request.review_decision as reviewDecision",
		isoInstant(eb.ref("pull_request.merged_at")).as("mergedAt"),
		jsonObjectFrom(
			eb
				.selectFrom("review")
				.select((review) => latestReviewColumns(review))
				.whereRef("review.issue_id", "=", "issue.id")
				.orderBy("review.created_at", "desc")
				.orderBy("review.id")
				.limit(1),
		).as("latestReview"),
	] as const;
}

/** A review in short, with how many problems and strengths it observed. */
export function latestReviewColumns(eb: ExpressionBuilder<DB, "review">) {
	return [
		"review.id",
		"review.status",
		"review.stage",
		"review.delivery_status as deliveryStatus",
		countObserved("BAD").as("problems"),
		countObserved("GOOD").as("strengths"),
		isoInstant(eb.ref("review.created_at")).as("createdAt"),
		"review.trigger",
	] as const;
}
