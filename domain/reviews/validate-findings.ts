import type { ChangedFile } from "./diff.ts";
import { clip, FINDING_CHARACTERS, type Finding } from "./findings.ts";
import { HARDCODED_SECRETS } from "./practices.ts";

export interface JudgedPractice {
	slug: string;
	isDefectDetector: boolean;
}

export interface DroppedFinding {
	practiceSlug: string;
	title: string;
	reason: string;
}

/** About the pull request as a whole; kept even when they cite no changed file (specification, section 11.3). */
const ABOUT_THE_WHOLE = new Set([
	"scope-one-reviewable-change",
	"describe-what-and-why",
	"ready-and-traceable-handoff",
	"commit-subjects-explain-each-change",
	"engaging-with-inline-review-comments",
	"reviews-substantively-with-understanding",
	"leaves-useful-specific-review-comments",
	"reviews-respectfully-asks-rather-than-demands",
	"honours-linked-issue-acceptance-criteria",
	"branches-from-the-integration-branch",
]);

const EVIDENCE_FILES = new Set([
	"metadata.json",
	"diff.patch",
	"diff_summary.md",
	"comments.json",
	"linked_work_items.json",
	"review_threads.json",
	"general_comments.json",
]);

/** Only these may be MAJOR or CRITICAL; everything else is advice. It is policy (section 21, trap 9). */
const BLOCKING_ELIGIBLE = new Set([
	"handles-errors-instead-of-swallowing-them",
	"validates-inputs-and-edge-cases-at-the-boundary",
	"avoids-unsafe-panics-and-chosen-crashes",
	"validates-and-escapes-untrusted-input",
	"avoids-insecure-defaults-and-over-broad-permissions",
	"keeps-the-test-suite-honest",
	HARDCODED_SECRETS,
]);

/** Keeps the findings that concern this change and a practice that was asked about, and brings each into line. */
export function validateFindings(input: {
	findings: readonly Finding[];
	practices: readonly JudgedPractice[];
	diff: readonly ChangedFile[];
}): { kept: Finding[]; dropped: DroppedFinding[] } {
	const practices = new Map(input.practices.map((practice) => [practice.slug, practice]));
	const changed = new Set(input.diff.flatMap((file) => [file.path, file.oldPath ?? file.path]));
	const kept: Finding[] = [];
	const dropped: DroppedFinding[] = [];
	for (const finding of input.findings) {
		const practice = practices.get(finding.practiceSlug);
		const reason = practice === undefined ? "no such practice was asked about" : problemOf(finding, changed);
		if (practice === undefined || reason !== null)
			dropped.push({ practiceSlug: finding.practiceSlug, title: finding.title, reason: reason ?? "" });
		else kept.push(coerce(withRepositoryPaths(finding), practice));
	}
	return { kept, dropped };
}

/** A path as the repository names it, whatever mount the agent saw it under. */
export function repositoryPath(path: string): string {
	return path.replace(/^(?:\/workspace\/)?(?:inputs\/sources\/scm\/repo|inputs\/context)\//, "").replace(/^\.?\//, "");
}

function problemOf(finding: Finding, changed: ReadonlySet<string>): string | null {
	const undecided = finding.presence !== "NOT_APPLICABLE" && finding.assessment === undefined;
	return undecided ? "it says neither that it is good nor that it is bad" : scopeProblem(finding, changed);
}

function scopeProblem(finding: Finding, changed: ReadonlySet<string>): string | null {
	const { locations } = finding.evidence;
	if (changed.size === 0 || locations.length === 0 || ABOUT_THE_WHOLE.has(finding.practiceSlug)) return null;
	const paths = locations.map((location) => repositoryPath(location.path));
	return paths.some((path) => changed.has(path) || EVIDENCE_FILES.has(path)) ? null : "it cites no file of this change";
}

function withRepositoryPaths(finding: Finding): Finding {
	const locations = finding.evidence.locations.map((at) => ({ ...at, path: repositoryPath(at.path) }));
	const suggestedDiffNotes = finding.suggestedDiffNotes
		?.map((note) => ({ ...note, filePath: repositoryPath(note.filePath) }))
		.filter((note) => !EVIDENCE_FILES.has(note.filePath) && (note.endLine ?? note.startLine) >= note.startLine);
	return {
		...finding,
		evidence: { ...finding.evidence, locations },
		...(suggestedDiffNotes === undefined ? {} : { suggestedDiffNotes }),
	};
}

function coerce(finding: Finding, practice: JudgedPractice): Finding {
	const { assessment, severity, ...rest } = finding;
	if (finding.presence === "NOT_APPLICABLE") return rest;
	if (practice.isDefectDetector && assessment === "GOOD")
		return {
			...rest,
			presence: "NOT_APPLICABLE",
			reasoning: clip(
				`[auto-downgraded: this practice reports problems only] ${finding.reasoning}`,
				FINDING_CHARACTERS.reasoning,
			),
		};
	if (assessment !== "BAD") return { ...rest, assessment: "GOOD" };
	return { ...rest, assessment, severity: severityOf(finding.practiceSlug, severity) };
}

function severityOf(practiceSlug: string, claimed: Finding["severity"]): NonNullable<Finding["severity"]> {
	if (claimed === undefined || claimed === "INFO") return "MINOR";
	return BLOCKING_ELIGIBLE.has(practiceSlug) ? claimed : "MINOR";
}
