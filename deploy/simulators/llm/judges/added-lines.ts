import { added, type Change, type ChangeFile } from "../model/change.ts";
import type { CitedLine, Judgement } from "./judgement.ts";

export interface LinePattern {
	pattern: RegExp;
	/** Which files are looked at; all by default. */
	files?: (path: string) => boolean;
	/** Words of the finding; `line` is the first that matched. */
	describe(line: CitedLine): Omit<Judgement, "cited" | "presence" | "assessment">;
}

const mostFindings = 3;

/** A finding for each file in which added lines match, the lines cited together. */
export function matchingLines(change: Change, pattern: LinePattern): Judgement[] {
	return change.files
		.filter((file) => !file.isDeleted && (pattern.files?.(file.path) ?? true))
		.flatMap((file) => {
			const cited = linesOf(file, pattern.pattern);
			const [first] = cited;
			if (first === undefined) return [];
			return [{ ...pattern.describe(first), presence: "PRESENT" as const, assessment: "BAD" as const, cited }];
		})
		.slice(0, mostFindings);
}

function linesOf(file: ChangeFile, pattern: RegExp): CitedLine[] {
	return added(file)
		.filter(({ text }) => pattern.test(text))
		.slice(0, 5)
		.map(({ line, text }) => ({ path: file.path, line, text: text.trim() }));
}
