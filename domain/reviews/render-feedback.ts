import { type Composition, isBlocking, type Problem, type Strength } from "./compose.ts";
import { clip, type Severity } from "./findings.ts";
import { removeHidden } from "./invisible.ts";
import { learnerText } from "./learner-text.ts";
import { noteMarker, summaryMarker } from "./markers.ts";
import { COMMENT_CHARACTERS, fence, sanitiseComment } from "./sanitise-comment.ts";

export interface Footer {
	model: string;
	durationSeconds: number;
	/** The review's page: what was looked at, what it rests on, and a rerun. */
	reviewUrl: string;
}

const EMOJI: Record<Severity, string> = { CRITICAL: "🔴", MAJOR: "🟠", MINOR: "🟡", INFO: "ℹ️" };
const NOTE_CHARACTERS = 2000;
const STRENGTH_CHARACTERS = 280;
const TRUNCATED = "\n\n_The rest was cut: a comment cannot be longer._";

/**
 * The summary comment. `landed` names the notes that stand on the pull request; every other problem is spelled out
 * here, so that nothing is lost when a note cannot be placed (specification, sections 14.3 to 14.5).
 */
export function renderSummary(
	composition: Composition,
	options: { reviewId: string; landed: ReadonlySet<string>; footer: Footer },
): string {
	const { problems, more } = composition;
	const hasLanded = (problem: Problem) => problem.note !== null && options.landed.has(problem.note.correlationKey);
	const spelledOut = problems.filter((problem) => !hasLanded(problem));
	const inline = problems.length - spelledOut.length;
	const parts = [
		sanitiseComment(problems.length === 0 ? renderPraise(composition.strengths) : renderOpening(composition)),
		...spelledOut.flatMap((problem, index) => [index === 0 ? "" : "---", ...renderProblem(problem)]),
		inline === 0 ? "" : `${count(inline, "point is", "points are")} on the lines concerned, as inline comments.`,
		more === 0 ? "" : `(+${more} more minor ${more === 1 ? "suggestion" : "suggestions"})`,
	];
	return `${summaryMarker(options.reviewId)}\n${joinParts(parts)}\n\n${renderFooter(options.footer)}`;
}

/** One inline note, its marker last. Null for a problem that has no place in the diff. */
export function renderNote(problem: Problem): string | null {
	if (problem.note === null) return null;
	const head = `${EMOJI[problem.severity]} **${oneLine(problem.title)}**`;
	const text = problem.note.suggestion ?? `${problem.reasoning}\n\n${problem.guidance}`;
	const why = problem.whyItMatters === null ? "" : `_${oneLine(problem.whyItMatters)}_`;
	const marker = noteMarker(problem.note.correlationKey);
	const safeHead = sanitiseComment(head);
	const room = NOTE_CHARACTERS - safeHead.length - marker.length - 4;
	const safeText = sanitiseComment(learnerText(text), room);
	const safeWhy = sanitiseComment(why);
	const parts = [safeHead, safeText, safeText.length + safeWhy.length + 2 > room ? "" : safeWhy, marker];
	return parts.filter((part) => part !== "").join("\n\n");
}

function renderOpening({ problems, more, strengths }: Composition): string {
	const blocking = problems.filter(isBlocking).length;
	const suggestions = problems.length - blocking + more;
	const counts = [
		blocking === 0 ? [] : [count(blocking, "issue to tighten", "issues to tighten")],
		suggestions === 0 ? [] : [count(suggestions, "suggestion", "suggestions")],
	].flat();
	const said = `I read this change against the team's practices and found ${counts.join(" and ")}.`;
	const named = strengths.slice(0, blocking === 0 ? 2 : 1).map((strength) => `**${oneLine(strength.title)}**`);
	if (named.length === 0) return said;
	return blocking === 0 ? `Nicely done: ${named.join(" and ")}. ${said}` : `${said}\n\nKeep doing: ${named.join("")}.`;
}

function renderPraise(strengths: readonly Strength[]): string {
	const bullets = strengths.map((strength) => {
		const text = cut(oneLine(learnerText(strength.text)), STRENGTH_CHARACTERS);
		return `- **${oneLine(strength.title)}** – ${text}`;
	});
	const why = strengths.flatMap((strength) => strength.whyItMatters ?? [])[0];
	const lines = ["I read this change against the team's practices and have nothing to change.", "", ...bullets];
	return [...lines, ...(why === undefined ? [] : ["", `_Why this matters: ${oneLine(why)}_`])].join("\n");
}

// Each part is made safe by itself: read together, an open end in one could change what the next one means.
function renderProblem(problem: Problem): string[] {
	const snippet = problem.snippet === null ? "" : fence(removeHidden(problem.snippet));
	const [head = "", ...rest] = [
		`${EMOJI[problem.severity]} **${oneLine(problem.title)}**${renderPlace(problem)}`,
		learnerText(problem.reasoning),
		problem.whyItMatters === null ? "" : `_Why this matters: ${oneLine(problem.whyItMatters)}_`,
		learnerText(problem.guidance),
	].map((part) => sanitiseComment(part));
	return [head, snippet, ...rest];
}

/** As many of the parts, from the first on, as a comment holds. */
function joinParts(parts: readonly string[]): string {
	let body = "";
	for (const part of parts.filter((text) => text !== "")) {
		if (body.length + part.length > COMMENT_CHARACTERS - TRUNCATED.length) return body + TRUNCATED;
		body += body === "" ? part : `\n\n${part}`;
	}
	return body;
}

function renderPlace({ location }: Problem): string {
	if (location === null || location.path.endsWith(".json")) return "";
	const lines =
		location.endLine > location.startLine ? `${location.startLine}–${location.endLine}` : location.startLine;
	return ` – \`${oneLine(location.path)}:${lines}\``;
}

function renderFooter({ model, durationSeconds, reviewUrl }: Footer): string {
	const facts = `Hephaestus · ${sanitiseComment(model)} · ${Math.max(1, Math.round(durationSeconds))} s`;
	return `---\n<sub>${facts} · [see how it was reviewed](${reviewUrl}) · This review is automated and may be wrong; you decide.</sub>`;
}

function count(number: number, one: string, many: string): string {
	return `${number} ${number === 1 ? one : many}`;
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, " ").trim();
}

function cut(text: string, limit: number): string {
	return text.length <= limit ? text : `${clip(text, limit - 1)}…`;
}
