import type { Observed } from "@hephaestus/domain/reviews/compose.ts";
import { finding } from "@hephaestus/domain/reviews/findings.ts";
import { HARDCODED_SECRETS, SECRET_SCANNER } from "@hephaestus/domain/reviews/practices.ts";
import { z } from "zod";
import type { TenantTransaction } from "../operations/database.ts";

const storedEvidence = z.object({
	locations: finding.shape.evidence.shape.locations,
	snippets: finding.shape.evidence.shape.snippets,
	suggestedDiffNotes: finding.shape.suggestedDiffNotes,
});

/** The observations of one review with their practices, as composing reads them. */
export async function listObserved(
	tx: TenantTransaction,
	input: { reviewId: string },
): Promise<(Observed & { observationId: number })[]> {
	const rows = await tx
		.selectFrom("observation")
		.leftJoin("practice", "practice.id", "observation.practice_id")
		.selectAll("observation")
		.select(["practice.slug", "practice.name as practiceName", "practice.why_it_matters as whyItMatters"])
		.where("observation.review_id", "=", input.reviewId)
		.orderBy("observation.id")
		.execute();
	return rows.map((row) => {
		const { suggestedDiffNotes, ...evidence } = storedEvidence.parse(row.evidence);
		return {
			observationId: row.id,
			practiceName: row.practiceName ?? SECRET_SCANNER.practiceName,
			whyItMatters: row.whyItMatters,
			recurrenceKey: row.recurrence_key,
			finding: finding.parse({
				practiceSlug: row.slug ?? HARDCODED_SECRETS,
				title: row.title,
				presence: row.presence,
				...(row.assessment === null ? {} : { assessment: row.assessment }),
				...(row.severity === null ? {} : { severity: row.severity }),
				confidence: row.confidence,
				evidence,
				reasoning: row.reasoning,
				guidance: row.guidance,
				suggestedDiffNotes,
			}),
		};
	});
}
