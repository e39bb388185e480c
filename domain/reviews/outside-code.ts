import { codeSpans, isTangled, readMarkdown } from "./markdown.ts";

/**
 * Applies a change to the prose of a Markdown text and leaves code blocks and code spans as they are; all of a text that
 * nests beyond reason is prose.
 */
export function outsideCode(markdown: string, change: (prose: string) => string): string {
	if (isTangled(markdown)) return change(markdown);
	let result = "";
	let from = 0;
	for (const { start, end } of codeSpans(readMarkdown(markdown))) {
		result += change(markdown.slice(from, start)) + markdown.slice(start, end);
		from = end;
	}
	return result + change(markdown.slice(from));
}
