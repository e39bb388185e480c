import { HARDCODED_SECRETS, SECRET_SCANNER } from "@hephaestus/domain/reviews/practices.ts";
import { sql } from "kysely";
import type { TenantTransaction } from "../operations/database.ts";

/** A review's observations with their practices: problems first, the worst on top, then strengths, then the rest. */
export async function listObservations(tx: TenantTransaction, reviewId: string) {
	return await tx
		.selectFrom("observation")
		.leftJoin("practice", "practice.id", "observation.practice_id")
		.leftJoin("practice_area", "practice_area.id", "practice.area_id")
		.select([
			"observation.id",
			sql<string>`coalesce(practice.slug, ${HARDCODED_SECRETS})`.as("practiceSlug"),
			sql<string>`coalesce(practice.name, ${SECRET_SCANNER.practiceName})`.as("practiceName"),
			sql<string | null>`case when practice.id is null then ${SECRET_SCANNER.areaName} else practice_area.name end`.as(
				"areaName",
			),
			"observation.title",
			"observation.presence",
			"observation.assessment",
			"observation.severity",
			"observation.confidence",
			"observation.reasoning",
			"observation.guidance",
			locations.as("locations"),
			sql<string[]>`coalesce(observation.evidence -> 'snippets', '[]')`.as("snippets"),
		])
		.where("observation.review_id", "=", reviewId)
		.orderBy(sql`array_position(array['BAD', 'GOOD'], observation.assessment) nulls last`)
		.orderBy(sql`array_position(array['CRITICAL', 'MAJOR', 'MINOR', 'INFO'], observation.severity) nulls last`)
		.orderBy("observation.id")
		.execute();
}

// A finding may leave out the last line; readers get null instead of a missing key.
const locations = sql<unknown[]>`(select coalesce(json_agg(json_build_object(
	'path', place -> 'path', 'startLine', place -> 'startLine', 'endLine', place -> 'endLine')), '[]')
	from jsonb_array_elements(coalesce(observation.evidence -> 'locations', '[]')) as place)`;
