import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { loadEffectiveSettings } from "@hephaestus/db/reviews/effective-settings.ts";
import { findReviewedChange, type ReviewedChange } from "@hephaestus/db/reviews/find-reviewed-change.ts";
import { listObserved } from "@hephaestus/db/reviews/list-observed.ts";
import { recordSilence, saveFeedback } from "@hephaestus/db/reviews/save-feedback.ts";
import { findReviewDiff } from "@hephaestus/db/reviews/save-review-diff.ts";
import { type Composition, compose } from "@hephaestus/domain/reviews/compose.ts";
import { type Footer, renderSummary } from "@hephaestus/domain/reviews/render-feedback.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import type { ReviewRef } from "./dependencies.ts";
import { parsePatch } from "./parse-patch.ts";
import { reviewDefaults } from "./review-defaults.ts";

type ComposeDependencies = Pick<WorkerDependencies, "db" | "configuration">;

/**
 * Puts the observations into feedback and keeps it. `send` says whether it goes out now; otherwise the review's
 * delivery status and reason say why not.
 */
export async function composeReview(deps: ComposeDependencies, ref: ReviewRef): Promise<{ send: boolean }> {
	const defaults = reviewDefaults(deps.configuration);
	return await withWorkspace(deps.db, ref.workspaceId, async (tx) => {
		const subject = await findReviewedChange(tx, ref);
		const diff = parsePatch((await findReviewDiff(tx, ref)).patch);
		const observed = await listObserved(tx, ref);
		const composition = compose(observed, diff);
		if (composition === null) {
			await recordSilence(tx, { ...ref, reason: "nothing to say" });
			return { send: false };
		}
		const composedAt = new Date();
		const { autonomy } = await loadEffectiveSettings(tx, { workspaceId: ref.workspaceId, defaults });
		await saveFeedback(tx, {
			...ref,
			issueId: subject.issueId,
			recipientUserId: subject.authorId,
			...STATES[autonomy],
			composedAt,
			body: renderSummary(composition, {
				reviewId: ref.reviewId,
				landed: allNotes(composition),
				footer: footerOf(deps, subject, composedAt),
			}),
			composition,
			observations: observed
				.filter(({ finding }) => finding.assessment !== undefined)
				.map(({ observationId, finding }) => ({
					id: observationId,
					role: finding.assessment === "BAD" ? ("PRIMARY" as const) : ("SUPPORTING" as const),
				})),
		});
		return { send: autonomy === "AUTOMATIC" };
	});
}

const STATES = {
	AUTOMATIC: { state: "PREPARED", suppressionReason: null },
	HUMAN_APPROVAL: { state: "AWAITING_APPROVAL", suppressionReason: null },
	OFF: { state: "SUPPRESSED", suppressionReason: "autonomy is off for workspace" },
} as const;

/** What the footer of a review's summary says; the same however long after composing it is sent. */
export function footerOf(
	deps: Pick<ComposeDependencies, "configuration">,
	subject: ReviewedChange,
	composedAt: Date,
): Footer {
	const { PRACTICE_REVIEW_APP_BASE_URL, APPLICATION_HOST_URL } = deps.configuration;
	return {
		model: subject.config.modelName,
		durationSeconds: (composedAt.getTime() - (subject.startedAt ?? composedAt).getTime()) / 1000,
		reviewUrl: `${PRACTICE_REVIEW_APP_BASE_URL ?? APPLICATION_HOST_URL}/w/${subject.workspaceSlug}/reviews/${subject.id}`,
	};
}

function allNotes(composition: Composition): Set<string> {
	return new Set(composition.problems.flatMap(({ note }) => note?.correlationKey ?? []));
}
