import { isGrounded, snap } from "./anchor-note.ts";
import type { ChangedFile } from "./diff.ts";
import type { Finding, Severity } from "./findings.ts";
import { HARDCODED_SECRETS } from "./practices.ts";

/** A validated finding with what composing needs beside it. */
export interface Observed {
	finding: Finding;
	practiceName: string;
	whyItMatters: string | null;
	/** Names "the same again" on this artifact; safe inside an HTML comment. */
	recurrenceKey: string;
}

export interface Problem {
	severity: Severity;
	title: string;
	practiceName: string;
	location: { path: string; startLine: number; endLine: number } | null;
	snippet: string | null;
	reasoning: string;
	guidance: string;
	/** Said once a practice, never for INFO. */
	whyItMatters: string | null;
	note: InlineNote | null;
}

export interface InlineNote {
	/** Recurrence key, numbered when one practice has several notes on a file. */
	correlationKey: string;
	path: string;
	startLine: number;
	endLine: number;
	/** The reviewer's own suggestion for this place, when it made one. */
	suggestion: string | null;
}

export interface Strength {
	title: string;
	text: string;
	practiceName: string;
	whyItMatters: string | null;
}

/** What is said about one pull request, before it is put into words for a forge. JSON. */
export interface Composition {
	problems: Problem[];
	/** Minor suggestions left out to keep the comment readable. */
	more: number;
	strengths: Strength[];
}

const ORDER: readonly Severity[] = ["CRITICAL", "MAJOR", "MINOR", "INFO"];
const MINOR_SHOWN = 3;
const NOTES_SHOWN = 30;
const STRENGTHS_SHOWN = 3;
const NEVER_INLINE = new Set([
	"describe-what-and-why",
	"commits-are-atomic-and-cohesive",
	"commit-subjects-explain-each-change",
]);

/**
 * Chooses what to say and in which order (specification, sections 14.1 to 14.7). Null when there is nothing to say.
 */
export function compose(observed: readonly Observed[], diff: readonly ChangedFile[]): Composition | null {
	const negatives = capped(
		withoutRepeats(observed.filter(({ finding }) => finding.assessment === "BAD")).sort(bySeverity),
	);
	const positives = observed.filter(({ finding }) => finding.assessment === "GOOD");
	if (negatives.shown.length === 0 && positives.length === 0) return null;
	const whyOnce = onceEach();
	return {
		problems: withNotes(negatives.shown, diff).map(({ subject, note }) => toProblem(subject, note, whyOnce)),
		more: negatives.more,
		strengths: positives.sort(byConfidence).slice(0, STRENGTHS_SHOWN).map(toStrength),
	};
}

/** Whether a problem should be dealt with before merging; the rest is advice. */
export function isBlocking(problem: { severity: Severity }): boolean {
	return problem.severity === "CRITICAL" || problem.severity === "MAJOR";
}

// The missing test says it better than the ticked box.
function withoutRepeats(negatives: Observed[]): Observed[] {
	const slugs = new Set(negatives.map(({ finding }) => finding.practiceSlug));
	if (!slugs.has("ships-tests-with-the-change")) return negatives;
	return negatives.filter(({ finding }) => finding.practiceSlug !== "ready-and-traceable-handoff");
}

function capped(sorted: Observed[]): { shown: Observed[]; more: number } {
	const blocking = sorted.filter(({ finding }) => isBlocking({ severity: severityOf(finding) }));
	const minor = sorted.slice(blocking.length);
	return { shown: [...blocking, ...minor.slice(0, MINOR_SHOWN)], more: Math.max(0, minor.length - MINOR_SHOWN) };
}

function withNotes(subjects: Observed[], diff: readonly ChangedFile[]) {
	const used = new Map<string, number>();
	let notes = 0;
	return subjects.map((subject) => {
		const note = notes < NOTES_SHOWN ? anchor(subject, diff) : null;
		if (note === null) return { subject, note };
		notes++;
		const seen = (used.get(note.correlationKey) ?? 0) + 1;
		used.set(note.correlationKey, seen);
		const correlationKey = seen === 1 ? note.correlationKey : `${note.correlationKey}-${seen}`;
		return { subject, note: { ...note, correlationKey } };
	});
}

function anchor({ finding, recurrenceKey }: Observed, diff: readonly ChangedFile[]): InlineNote | null {
	if (NEVER_INLINE.has(finding.practiceSlug)) return null;
	const suggested = finding.suggestedDiffNotes?.[0];
	const wanted =
		suggested === undefined
			? finding.evidence.locations[0]
			: { path: suggested.filePath, startLine: suggested.startLine, endLine: suggested.endLine };
	if (wanted === undefined) return null;
	// Our own scanner quotes masked text, which never matches; its places are exact.
	const grounded =
		finding.practiceSlug === HARDCODED_SECRETS || isGrounded(wanted.path, finding.evidence.snippets, diff);
	const { path, startLine, endLine = startLine } = wanted;
	const place = grounded ? snap({ path, startLine, endLine }, diff) : null;
	return place === null ? null : { correlationKey: recurrenceKey, ...place, suggestion: suggested?.body ?? null };
}

function toProblem(subject: Observed, note: InlineNote | null, whyOnce: (why: Observed) => string | null): Problem {
	const { finding, practiceName } = subject;
	const [location] = finding.evidence.locations;
	const severity = severityOf(finding);
	return {
		severity,
		title: finding.title,
		practiceName,
		location: location === undefined ? null : { ...location, endLine: location.endLine ?? location.startLine },
		snippet: isBlocking({ severity }) ? (finding.evidence.snippets[0] ?? null) : null,
		reasoning: finding.reasoning,
		guidance: finding.guidance,
		whyItMatters: severity === "INFO" ? null : whyOnce(subject),
		note,
	};
}

function toStrength({ finding, practiceName, whyItMatters }: Observed, index: number): Strength {
	return {
		title: finding.title,
		text: finding.reasoning,
		practiceName,
		whyItMatters: index === 0 ? whyItMatters : null,
	};
}

function onceEach(): (subject: Observed) => string | null {
	const told = new Set<string>();
	return ({ finding, whyItMatters }) => {
		if (told.has(finding.practiceSlug)) return null;
		told.add(finding.practiceSlug);
		return whyItMatters;
	};
}

function severityOf(finding: Finding): Severity {
	return finding.severity ?? "INFO";
}

function bySeverity(a: Observed, b: Observed): number {
	return ORDER.indexOf(severityOf(a.finding)) - ORDER.indexOf(severityOf(b.finding)) || byConfidence(a, b);
}

function byConfidence(a: Observed, b: Observed): number {
	return b.finding.confidence - a.finding.confidence;
}
