import { sql } from "kysely";

/** How many problems (`BAD`) or strengths (`GOOD`) the review of the surrounding query observed. */
export function countObserved(assessment: "GOOD" | "BAD") {
	return sql<number>`(select count(*) from observation
		where observation.review_id = review.id and observation.assessment = ${assessment})`;
}
