import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { loadEffectiveSettings } from "@hephaestus/db/reviews/effective-settings.ts";
import { findFeedback } from "@hephaestus/db/reviews/find-feedback.ts";
import { findReviewedChange, type ReviewedChange } from "@hephaestus/db/reviews/find-reviewed-change.ts";
import { recordDelivery, recordSuppression } from "@hephaestus/db/reviews/record-delivery.ts";
import { renderSummary } from "@hephaestus/domain/reviews/render-feedback.ts";
import { suppressionReason } from "@hephaestus/domain/reviews/suppression.ts";
import { footerOf } from "./compose-review.ts";
import type { ForgeReviewDependencies, ReviewRef } from "./dependencies.ts";
import { ensureNotes } from "./ensure-notes.ts";
import { ensureSummary } from "./ensure-summary.ts";
import type { ForgeSubject } from "./forge-access.ts";
import { reviewDefaults } from "./review-defaults.ts";

/**
 * Brings the pull request into the state that the feedback describes and records where it stands: inline notes first,
 * so that the summary knows which of them landed. Safe to run again at any point: what it finds of its own is used.
 */
export async function deliverReview(deps: ForgeReviewDependencies, ref: ReviewRef): Promise<void> {
	const { db, configuration, openForge } = deps;
	const { subject, settings, feedback } = await withWorkspace(db, ref.workspaceId, async (tx) => ({
		subject: await findReviewedChange(tx, ref),
		settings: await loadEffectiveSettings(tx, { ...ref, defaults: reviewDefaults(configuration) }),
		feedback: await findFeedback(tx, ref),
	}));
	// No account can opt out yet; the preference comes with the settings page.
	const reason = suppressionReason({ ...subject, ...settings, authorOptedOut: false });
	if (reason !== null) {
		await withWorkspace(db, ref.workspaceId, (tx) =>
			recordSuppression(tx, { ...ref, feedbackId: feedback.id, reason }),
		);
		return;
	}
	const forge = (await openForge(ref.workspaceId)).feedback;
	const { composition } = feedback;
	const target = forgeSubject(subject);
	const notes = await ensureNotes(forge, target, { ...ref, headSha: subject.headSha, composition });
	const landed = new Set(notes.flatMap((note) => (note.postedCommentRef === null ? [] : (note.recurrenceKey ?? []))));
	const footer = footerOf(deps, subject, feedback.composedAt);
	const body = renderSummary(composition, { reviewId: ref.reviewId, landed, footer });
	const summary = await ensureSummary(forge, target, body);
	await withWorkspace(db, ref.workspaceId, (tx) =>
		recordDelivery(tx, {
			...ref,
			issueId: subject.issueId,
			feedbackId: feedback.id,
			body,
			placements: [summary, ...notes],
		}),
	);
}

function forgeSubject({ nodeId, nameWithOwner, number }: ReviewedChange): ForgeSubject {
	return { nodeId: nodeId ?? "", nameWithOwner, number };
}
