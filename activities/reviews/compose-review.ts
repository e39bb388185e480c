import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { loadEffectiveSettings } from "@hephaestus/db/reviews/effective-settings.ts";
import { findReviewedChange, type ReviewedChange } from "@hephaestus/db/reviews/find-reviewed-change.ts";
import { listObserved } from "@hephaestus/db/reviews/list-observed.ts";
import { recordSilence, saveFeedback } from "@hephaestus/db/reviews/save-feedback.ts";
import { findReviewDiff } from "@hephaestus/db/reviews/save-review-diff.ts";
import { type Composition, compose, type Observed } from "@hephaestus/domain/reviews/compose.ts";
import type { ChangedFile } from "@hephaestus/domain/reviews/diff.ts";
import { HARDCODED_SECRETS } from "@hephaestus/domain/reviews/practices.ts";
import { recurrenceKey } from "@hephaestus/domain/reviews/recurrence-key.ts";
import { type Footer, renderSummary } from "@hephaestus/domain/reviews/render-feedback.ts";
import { scanForSecrets } from "@hephaestus/domain/reviews/secret-scanner.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import type { ReviewRef } from "./dependencies.ts";
import { parsePatch } from "./parse-patch.ts";
import { reviewDefaults } from "./review-defaults.ts";
import { hashKey } from "./validate-review.ts";

type ComposeDependencies = Pick<WorkerDependencies, "db" | "configuration">;

/**
 * Puts the observations and the secrets that the change adds into feedback and keeps it. `send` says whether it goes
 * out now; otherwise the review's delivery status and reason say why not.
 */
export async function composeReview(deps: ComposeDependencies, ref: ReviewRef): Promise<{ send: boolean }> {
	const defaults = reviewDefaults(deps.configuration);
	return await withWorkspace(deps.db, ref.workspaceId, async (tx) => {
		const subject = await findReviewedChange(tx, ref);
		const diff = parsePatch((await findReviewDiff(tx, ref)).patch);
		const observed = await listObserved(tx, ref);
		const composition = compose([...secretsOf(subject, diff, observed), ...observed], diff);
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

/** What our own scanner sees, unless the agent reported the same line as an insecure default. */
function secretsOf(subject: ReviewedChange, diff: readonly ChangedFile[], observed: readonly Observed[]): Observed[] {
	const covered = observed.filter(
		({ finding }) =>
			finding.assessment === "BAD" && finding.practiceSlug === "avoids-insecure-defaults-and-over-broad-permissions",
	);
	const isCovered = (path: string, line: number) =>
		covered.some(({ finding }) =>
			finding.evidence.locations.some(
				(at) => at.path === path && at.startLine <= line && (at.endLine ?? at.startLine) >= line,
			),
		);
	return scanForSecrets(diff).flatMap((finding) => {
		const [at] = finding.evidence.locations;
		if (at === undefined || isCovered(at.path, at.startLine)) return [];
		const key = recurrenceKey({
			practiceSlug: HARDCODED_SECRETS,
			artifactType: "PULL_REQUEST",
			artifactId: subject.issueId,
			aboutUserId: subject.authorId,
			path: at.path,
		});
		return [{ finding, practiceName: "Keep secrets out of the code", whyItMatters: null, recurrenceKey: hashKey(key) }];
	});
}
