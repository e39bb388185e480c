import { createHash } from "node:crypto";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findReviewedChange, type ReviewedChange } from "@hephaestus/db/reviews/find-reviewed-change.ts";
import { noteProgress } from "@hephaestus/db/reviews/note-progress.ts";
import { recordObservations } from "@hephaestus/db/reviews/record-observations.ts";
import { listReportedFindings } from "@hephaestus/db/reviews/reported-findings.ts";
import { listReviewPractices, type ReviewPractice } from "@hephaestus/db/reviews/review-practices.ts";
import { findReviewDiff } from "@hephaestus/db/reviews/save-review-diff.ts";
import { REVIEW_FAILURES } from "@hephaestus/domain/reviews/failures.ts";
import type { Finding } from "@hephaestus/domain/reviews/findings.ts";
import { maskFinding } from "@hephaestus/domain/reviews/mask-finding.ts";
import { HARDCODED_SECRETS } from "@hephaestus/domain/reviews/practices.ts";
import { occurrenceKey, recurrenceKey } from "@hephaestus/domain/reviews/recurrence-key.ts";
import { scanForSecrets, secretMasker } from "@hephaestus/domain/reviews/secret-scanner.ts";
import { validateFindings } from "@hephaestus/domain/reviews/validate-findings.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import type { ReviewRef } from "./dependencies.ts";
import { parsePatch } from "./parse-patch.ts";
import { reviewFailure } from "./review-failure.ts";

/**
 * Turns what the agent reported, and the secrets that our own scanner sees, into observations, keeping only what concerns this change (specification, section
 * 11.3). Throws a review failure when the report as a whole cannot be believed.
 */
export async function validateReview({ db }: Pick<WorkerDependencies, "db">, ref: ReviewRef): Promise<void> {
	const read = await withWorkspace(db, ref.workspaceId, async (tx) => {
		const subject = await findReviewedChange(tx, ref);
		return {
			subject,
			practices: await listReviewPractices(tx, subject),
			findings: await listReportedFindings(tx, ref),
			diff: parsePatch((await findReviewDiff(tx, ref)).patch),
		};
	});
	const { kept, dropped } = validateFindings(read);
	const secrets = scanForSecrets(read.diff);
	const hasSecrets = secrets.length > 0;
	if (kept.length === 0 && !hasSecrets) throw nothingUsable(read.findings.length);
	if (!hasSecrets && kept.every(({ presence }) => presence === "NOT_APPLICABLE")) throw nothingApplies();
	const mask = secretMasker(read.diff);
	const masked = kept.map((finding) => maskFinding(finding, mask));
	await withWorkspace(db, ref.workspaceId, (tx) =>
		recordObservations(tx, {
			...ref,
			issueId: read.subject.issueId,
			aboutUserId: read.subject.authorId,
			observations: toObservations(read.subject, [...withoutReported(secrets, masked), ...masked], read.practices),
		}),
	);
	const left = dropped.length === 0 ? "" : `; left out ${dropped.length}: ${reasonsOf(dropped)}`;
	await noteProgress(db, { ...ref, stage: "VALIDATING", detail: `Kept ${kept.length} findings${left}` });
}

/** What the scanner saw on lines that the agent did not report as an insecure default already. */
function withoutReported(secrets: readonly Finding[], reported: readonly Finding[]): Finding[] {
	const places = reported
		.filter(({ practiceSlug, assessment }) => practiceSlug === INSECURE_DEFAULTS && assessment === "BAD")
		.flatMap(({ evidence }) => evidence.locations);
	return secrets.filter(({ evidence: { locations } }) => {
		const [at] = locations;
		return !places.some(
			({ path, startLine, endLine = startLine }) =>
				path === at?.path && startLine <= at.startLine && endLine >= at.startLine,
		);
	});
}

const INSECURE_DEFAULTS = "avoids-insecure-defaults-and-over-broad-permissions";
/** Stands where a practice does for what the scanner finds. */
const SCANNER = { slug: HARDCODED_SECRETS, id: null, latestRevisionId: null };

/** SHA-256 of a recurrence key, as stored and as written into comments. */
function hashKey(key: string): string {
	return createHash("sha256").update(key).digest("hex");
}

function toObservations(subject: ReviewedChange, findings: Finding[], practices: ReviewPractice[]) {
	const indexes = new Map<string, number>();
	return findings.flatMap((finding) => {
		const practice = [...practices, SCANNER].find(({ slug }) => slug === finding.practiceSlug);
		if (practice === undefined) return [];
		const index = indexes.get(practice.slug) ?? 0;
		indexes.set(practice.slug, index + 1);
		const about = { practiceSlug: practice.slug, artifactType: "PULL_REQUEST", artifactId: subject.issueId } as const;
		const path = finding.evidence.locations[0]?.path ?? null;
		return [
			{
				finding,
				practiceId: practice.id,
				practiceRevisionId: practice.latestRevisionId,
				occurrenceKey: occurrenceKey({ ...about, index, reviewId: subject.id }),
				recurrenceKey: hashKey(recurrenceKey({ ...about, aboutUserId: subject.authorId, path })),
			},
		];
	});
}

function reasonsOf(dropped: { reason: string }[]): string {
	return [...new Set(dropped.map(({ reason }) => reason))].join(", ");
}

const ASK_AGAIN = "Run the review again; if it stays so, choose another model for the agent.";

function nothingUsable(reported: number) {
	return reviewFailure(REVIEW_FAILURES.findingsUnusable, {
		message:
			reported === 0
				? "The agent ended without reporting a finding."
				: `None of the ${reported} findings that the agent reported concerns this change.`,
		nextStep: ASK_AGAIN,
	});
}

function nothingApplies() {
	return reviewFailure(REVIEW_FAILURES.findingsUnusable, {
		message: "The agent found that no practice applies to this change, so it probably did not read it.",
		nextStep: ASK_AGAIN,
	});
}
