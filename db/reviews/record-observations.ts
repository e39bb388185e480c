import type { Finding } from "@hephaestus/domain/reviews/findings.ts";
import type { TenantTransaction } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { toStorableJson } from "../scm/storable-json.ts";

export interface NewObservation {
	finding: Finding;
	/** Null: found by our own secret scanner. */
	practiceId: number | null;
	practiceRevisionId: number | null;
	occurrenceKey: string;
	recurrenceKey: string;
}

/** Stores what a review observed; observations never change, so storing them again adds nothing. */
export async function recordObservations(
	tx: TenantTransaction,
	input: {
		workspaceId: number;
		reviewId: string;
		issueId: number;
		aboutUserId: number | null;
		observations: readonly NewObservation[];
	},
): Promise<void> {
	for (const observation of input.observations) {
		const { finding } = observation;
		await tx
			.insertInto("observation")
			.values({
				workspace_id: input.workspaceId,
				review_id: input.reviewId,
				issue_id: input.issueId,
				about_user_id: input.aboutUserId,
				practice_id: observation.practiceId,
				practice_revision_id: observation.practiceRevisionId,
				occurrence_key: observation.occurrenceKey,
				recurrence_key: observation.recurrenceKey,
				title: finding.title,
				presence: finding.presence,
				assessment: finding.assessment ?? null,
				severity: finding.severity ?? null,
				confidence: finding.confidence,
				evidence: toStorableJson({ ...finding.evidence, suggestedDiffNotes: finding.suggestedDiffNotes ?? [] }),
				reasoning: finding.reasoning,
				guidance: finding.guidance,
			})
			.onConflict((conflict) => conflict.columns(["workspace_id", "occurrence_key"]).doNothing())
			.execute();
	}
	await notify(tx, { workspaceId: input.workspaceId, type: "review", id: input.reviewId });
}

/** Forgets the observations of an earlier attempt at the same review; a rerun by reset judges afresh. */
export async function clearObservations(tx: TenantTransaction, input: { reviewId: string }): Promise<void> {
	await tx.deleteFrom("observation").where("review_id", "=", input.reviewId).execute();
}
