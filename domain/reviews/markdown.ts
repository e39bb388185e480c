import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** A part of a text, from its first character to after its last. */
export interface Span {
	start: number;
	end: number;
}

export interface Edit extends Span {
	replacement: string;
}

const MAX_MARKS = 1500;
/** What opens something, and the lines that make a heading of the one above. */
const MARKS = /[[\]<>*_~`&]|^[ \t>]*(?:=+|-+)[ \t]*$/gm;
const DEEP_CONTAINERS = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){20}/m;

/** Whether a text nests so much that reading it would take long: time grows with the square of what is left open. */
export function isTangled(text: string): boolean {
	return (text.match(MARKS)?.length ?? 0) > MAX_MARKS || DEEP_CONTAINERS.test(text);
}

/** The parts of a text as GitHub reads it (CommonMark with GitHub's additions), each before the parts inside it. */
export function readMarkdown(text: string): Nodes[] {
	const root: Root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
	const found: Nodes[] = [];
	const waiting: Nodes[] = [root];
	// Not by recursion: whoever writes the text chooses how deep it nests.
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		found.push(node);
		if ("children" in node) for (const child of node.children.toReversed()) waiting.push(child);
	}
	return found;
}

/** Where a part stands in its text. */
export function spanOf(node: Nodes): Span {
	const { start, end } = node.position ?? {};
	return { start: start?.offset ?? 0, end: end?.offset ?? 0 };
}

/** Fenced and indented blocks and code spans, in order. */
export function codeSpans(nodes: readonly Nodes[]): Span[] {
	return nodes.filter(({ type }) => type === "code" || type === "inlineCode").map(spanOf);
}

/** For each character of a text of that length, whether it stands in one of the spans. */
export function charactersIn(spans: readonly Span[], length: number): (index: number) => boolean {
	const marks = new Uint8Array(length);
	for (const { start, end } of spans) marks.fill(1, start, end);
	return (index) => marks[index] === 1;
}

/** The text with each edit made. Edits that overlap an earlier one are left out. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
	let result = "";
	let from = 0;
	for (const { start, end, replacement } of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
		if (start < from) continue;
		result += text.slice(from, start) + replacement;
		from = end;
	}
	return result + text.slice(from);
}
