import type { ChangedFile, DiffLine } from "@hephaestus/domain/reviews/diff.ts";
import parseDiff from "parse-diff";

const NOWHERE = "/dev/null";

/** Reads a unified diff into changed files with numbered lines. Text that is no diff gives no files. */
export function parsePatch(patch: string): ChangedFile[] {
	const binaries = new Set(
		[...patch.matchAll(/^Binary files (?:a\/)?(.+?) and (?:b\/)?(.+?) differ$/gm)].flatMap((match) => [
			match[1],
			match[2],
		]),
	);
	return parseDiff(patch).map((file) => {
		const from = file.from ?? NOWHERE;
		const to = file.to ?? NOWHERE;
		const path = to === NOWHERE ? from : to;
		return {
			path,
			oldPath: from === NOWHERE || from === path ? null : from,
			isBinary: file.chunks.length === 0 && binaries.has(path),
			isDeleted: to === NOWHERE,
			isNew: from === NOWHERE,
			additions: file.additions,
			deletions: file.deletions,
			hunks: file.chunks.map((chunk) => ({ header: chunk.content, lines: chunk.changes.flatMap(toLine) })),
		};
	});
}

function toLine(change: parseDiff.Change): DiffLine[] {
	// "\ No newline at end of file" is a remark about the line before.
	if (change.content.startsWith("\\")) return [];
	const text = change.content.slice(1);
	if (change.type === "del") return [{ kind: "REMOVED", text }];
	return change.type === "add"
		? [{ kind: "ADDED", line: change.ln, text }]
		: [{ kind: "CONTEXT", line: change.ln2, text }];
}
