const CODE = /(`{3,})[\s\S]*?(?:\1(?!`)|$)|`[^`\n]+`/g;

/** Applies a change to the prose of a Markdown text and leaves fenced blocks and code spans as they are. */
export function outsideCode(markdown: string, change: (prose: string) => string): string {
	let result = "";
	let from = 0;
	for (const code of markdown.matchAll(CODE)) {
		result += change(markdown.slice(from, code.index)) + code[0];
		from = code.index + code[0].length;
	}
	return result + change(markdown.slice(from));
}
