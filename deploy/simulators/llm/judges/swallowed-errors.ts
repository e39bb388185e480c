import { added, type ChangeFile, type ChangeLine, isSourceFile } from "../model/change.ts";
import type { CitedLine, Judge, Judgement } from "./judgement.ts";

const opensHandler = /\bcatch\b\s*(\([^)]*\))?\s*\{\s*$|^\s*except\b.*:\s*$|\brescue\b.*$/;
const swallowsInOneLine =
	/\bcatch\b\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\s*\(?\w*\)?\s*=>\s*(\{\s*\}|null|undefined|void 0)\s*\)|except\b.*:\s*pass\b/;
const says = /\b(throw|raise|return|reject|log|logger|console|warn|error|next|panic|fail)\b/;

/** Added code whose failure path leads nowhere. */
export const swallowedErrors: Judge = {
	slugs: ["handles-errors-instead-of-swallowing-them"],
	about: /\b(error|exception|failure)s?\b/i,
	judge: ({ change }) =>
		change.files
			.filter((file) => isSourceFile(file.path))
			.flatMap((file) => swallowing(file).map((line) => finding({ path: file.path, ...line })))
			.slice(0, 3),
};

function swallowing(file: ChangeFile): { line: number; text: string }[] {
	const lines = added(file);
	return lines
		.filter(({ text }, index) => swallowsInOneLine.test(text) || (opensHandler.test(text) && isSilent(lines, index)))
		.map(({ line, text }) => ({ line, text: text.trim() }));
}

// The handler's body ends with its closing brace, or where the indentation of `except` is reached again.
function isSilent(lines: readonly ChangeLine[], start: number): boolean {
	const indent = indentOf(lines[start]?.text ?? "");
	const body: string[] = [];
	for (const { text } of lines.slice(start + 1, start + 12)) {
		if (text.trim() !== "" && indentOf(text) <= indent) break;
		body.push(text.replace(/\/\/.*|#.*|\/\*.*\*\//, ""));
	}
	return !body.some((text) => says.test(text)) && body.every((text) => text.trim() === "" || /^\s*pass\s*$/.test(text));
}

function indentOf(text: string): number {
	return text.length - text.trimStart().length;
}

function finding(line: CitedLine): Judgement {
	return {
		presence: "PRESENT",
		assessment: "BAD",
		severity: "MAJOR",
		confidence: 0.9,
		title: `A failure disappears in ${line.path.split("/").at(-1)}`,
		reasoning: `In ${line.path}, the handler that begins with "${line.text}" does nothing with the failure it catches. Whoever calls this code goes on as if all were well, and nobody learns what happened.`,
		guidance: "Decide who should know: let it rise, add what was being done, or record why it can be ignored.",
		cited: [line],
		note: "What should happen when this fails? As it stands, nobody would notice. Either let it rise with a sentence about what was being done, or state here why it can be ignored.",
	};
}
