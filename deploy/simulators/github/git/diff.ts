import type { DiffSide } from "../world/model.ts";

export interface DiffLine {
	/** Line numbers on the old and the new side; null where the line is not on that side. */
	left: number | null;
	right: number | null;
	text: string;
}

export interface Hunk {
	header: string;
	lines: DiffLine[];
}

export interface FileDiff {
	path: string;
	previousPath: string | null;
	status: "added" | "removed" | "modified" | "renamed";
	/** Blob id of the new side (of the old one for a removed file). */
	blob: string;
	additions: number;
	deletions: number;
	hunks: Hunk[];
}

/** Reads the output of `git diff --full-index`. */
export function parseDiff(text: string): FileDiff[] {
	return text
		.split(/^diff --git /m)
		.slice(1)
		.map(parseFile);
}

/** A file's hunks as the REST API's `patch`; undefined for binary files. */
export function patchOf(file: FileDiff): string | undefined {
	if (file.hunks.length === 0) return undefined;
	return file.hunks.map((hunk) => [hunk.header, ...hunk.lines.map((line) => line.text)].join("\n")).join("\n");
}

/** The hunk that shows a line on one side, or undefined: comments may stand nowhere else. */
export function hunkAt(file: FileDiff, side: DiffSide, line: number): Hunk | undefined {
	return file.hunks.find((hunk) => hunk.lines.some((row) => lineOn(row, side) === line));
}

/** The part of a hunk down to a line: what a comment carries as its `diff_hunk`. */
export function hunkExcerpt(hunk: Hunk, side: DiffSide, line: number): string {
	const end = hunk.lines.findIndex((row) => lineOn(row, side) === line);
	return [hunk.header, ...hunk.lines.slice(0, end + 1).map((row) => row.text)].join("\n");
}

/** The line at a diff position (lines below the file's first hunk header), as older clients name it. */
export function lineAtPosition(file: FileDiff, position: number): { side: DiffSide; line: number } | undefined {
	const rows = file.hunks.flatMap((hunk, index) => (index === 0 ? hunk.lines : [undefined, ...hunk.lines]));
	const row = rows[position - 1];
	if (row?.right) return { side: "RIGHT", line: row.right };
	return row?.left ? { side: "LEFT", line: row.left } : undefined;
}

function lineOn(row: DiffLine, side: DiffSide): number | null {
	return side === "LEFT" ? row.left : row.right;
}

function parseFile(section: string): FileDiff {
	const [head = "", ...hunkTexts] = section.split(/^(?=@@ )/m);
	const names = /^"?a\/(.+?)"? "?b\/(.+?)"?\n/.exec(head);
	const [, from = names?.[1] ?? ""] = /^rename from (.+)$/m.exec(head) ?? [];
	const [, to = names?.[2] ?? ""] = /^rename to (.+)$/m.exec(head) ?? [];
	const [, oldBlob = "", newBlob = ""] = /^index ([0-9a-f]+)\.\.([0-9a-f]+)/m.exec(head) ?? [];
	const hunks = hunkTexts.map(parseHunk);
	const lines = hunks.flatMap((hunk) => hunk.lines);
	const status = statusOf(head);
	return {
		path: to,
		previousPath: status === "renamed" ? from : null,
		status,
		blob: status === "removed" ? oldBlob : newBlob,
		additions: lines.filter((line) => line.left === null && line.right !== null).length,
		deletions: lines.filter((line) => line.right === null && line.left !== null).length,
		hunks,
	};
}

function statusOf(head: string): FileDiff["status"] {
	if (/^new file mode/m.test(head)) return "added";
	if (/^deleted file mode/m.test(head)) return "removed";
	return /^rename from/m.test(head) ? "renamed" : "modified";
}

function parseHunk(text: string): Hunk {
	const [header = "", ...rest] = text.replace(/\n$/, "").split("\n");
	const [, leftStart, rightStart] = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(header) ?? [];
	let left = Number(leftStart);
	let right = Number(rightStart);
	const lines = rest.map((row): DiffLine => {
		if (row.startsWith("+")) return { left: null, right: right++, text: row };
		if (row.startsWith("-")) return { left: left++, right: null, text: row };
		if (row.startsWith("\\")) return { left: null, right: null, text: row };
		return { left: left++, right: right++, text: row };
	});
	return { header, lines };
}
