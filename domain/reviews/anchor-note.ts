import { type ChangedFile, type NewSideLine, newSide } from "./diff.ts";

const FARTHEST_LINES = 10;

export interface Anchor {
	path: string;
	startLine: number;
	endLine: number;
}

/**
 * Where a note can stand on the new side of the diff: the wanted lines, else the nearest line within ten, else null.
 * A range that does not lie whole in the diff collapses to its start (specification, section 14.7).
 */
export function snap(wanted: Anchor, diff: readonly ChangedFile[]): Anchor | null {
	const file = diff.find((candidate) => candidate.path === wanted.path);
	if (file === undefined) return null;
	const lines = new Set(newSide(file).map((line) => line.line));
	const start = nearest(wanted.startLine, lines);
	if (start === null) return null;
	const whole = start === wanted.startLine && isContiguous(start, wanted.endLine, file);
	return { path: wanted.path, startLine: start, endLine: whole ? wanted.endLine : start };
}

/** Whether one of the quoted snippets really stands on the new side of that file, whitespace aside. */
export function isGrounded(path: string, snippets: readonly string[], diff: readonly ChangedFile[]): boolean {
	const file = diff.find((candidate) => candidate.path === path);
	if (file === undefined) return false;
	const shown = squeeze(
		newSide(file)
			.map((line) => line.text)
			.join("\n"),
	);
	return snippets
		.map((snippet) => squeeze(withoutPrefixes(snippet)))
		.some((text) => text !== "" && shown.includes(text));
}

function nearest(wanted: number, lines: ReadonlySet<number>): number | null {
	for (let distance = 0; distance <= FARTHEST_LINES; distance++)
		for (const line of [wanted - distance, wanted + distance]) if (lines.has(line)) return line;
	return null;
}

// A range may not leave its hunk: forges refuse comments that span two.
function isContiguous(start: number, end: number, file: ChangedFile): boolean {
	return file.hunks.some((hunk) => {
		const lines = hunk.lines.filter((line): line is NewSideLine => line.kind !== "REMOVED").map((line) => line.line);
		return end >= start && lines.includes(start) && lines.includes(end);
	});
}

// Agents quote from the annotated diff, so a snippet may carry its `[L12] +`.
function withoutPrefixes(snippet: string): string {
	return snippet.replace(/^\s*\[L\d+\] ?[+ ]?/gm, "").replace(/^\+(?!\+)/gm, "");
}

function squeeze(text: string): string {
	return text.replace(/\s+/g, " ").trim();
}
