import type { Link, Nodes } from "mdast";
import { clip } from "./findings.ts";
import { removeHidden } from "./invisible.ts";
import { applyEdits, charactersIn, codeSpans, type Edit, isTangled, readMarkdown, spanOf } from "./markdown.ts";
import { cleanHtml, quoteMentions } from "./quote-mentions.ts";

export const COMMENT_CHARACTERS = 60_000;
const APPROVAL = /^[^\w\n]{0,100}(?:lgtm|looks good(?: to me)?|approved?|ship it|:\+1:|👍)[^\w\n]{0,100}$/gim;
// A line that starts with a slash is an order to GitLab and to many bots.
const COMMAND = /^[ \t]*(\/[a-z][\w-]*)/gim;
const MAX_PASSES = 8;

/**
 * Makes Markdown that a model wrote safe to post in the team's name: nobody is mentioned, nothing is hidden, embedded or
 * approved, links go only where they say (specification, section 14). The answer is at most `limit` characters long and
 * complete in itself, so that safe texts stay safe one below the other.
 */
export function sanitiseComment(text: string, limit = COMMENT_CHARACTERS): string {
	let source = text.length <= limit ? text : `${clip(text, Math.max(0, limit - 1))}…`;
	for (;;) {
		const safe = clean(source);
		if (safe.length <= limit) return safe;
		if (source.length <= 1) return "";
		source = `${clip(source, Math.max(0, Math.floor((source.length * limit) / safe.length) - 2))}…`;
	}
}

/** Code that no fence inside it ends. */
export function fence(code: string): string {
	const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
	const ticks = "`".repeat(longest + 1);
	return `${ticks}\n${code.replace(/\n+$/, "")}\n${ticks}`;
}

// What one edit leaves may read as something new, so a text is safe when there is nothing left to edit. Text that does
// not come to rest is shown as it is, as code.
function clean(text: string): string {
	let shown = tidy(text.replace(/\r\n?/g, "\n"));
	for (let pass = 0; pass < MAX_PASSES; pass++) {
		if (isTangled(shown)) break;
		const nodes = readMarkdown(shown);
		const safe = tidy(applyEdits(shown, editsOf(shown, nodes)));
		if (safe === shown) return closeFence(shown, nodes[0]);
		shown = safe;
	}
	return fence(shown);
}

function tidy(text: string): string {
	return removeHidden(text)
		.replace(/\n{4,}/g, "\n\n\n")
		.trim();
}

function editsOf(text: string, nodes: readonly Nodes[]): Edit[] {
	const isCode = charactersIn(codeSpans(nodes), text.length);
	const addresses = nodes.filter((node) => node.type === "link" && text[spanOf(node).start] !== "[").map(spanOf);
	const isAddress = charactersIn(addresses, text.length);
	const inNodes = nodes.flatMap((node) => {
		const span = spanOf(node);
		if (node.type === "text" && isAddress(span.start)) return [];
		return editsIn(node, text.slice(span.start, span.end));
	});
	const approvals = [...text.matchAll(APPROVAL)].flatMap(({ index, 0: line }): Edit[] => {
		const end = index + line.length;
		return isCode(index) || isCode(end - 1) ? [] : [{ start: index, end, replacement: "" }];
	});
	const commands = [...text.matchAll(COMMAND)].flatMap(({ index, 0: line, 1: command = "" }): Edit[] => {
		const start = index + line.length - command.length;
		return isCode(start) ? [] : [{ start, end: start + command.length, replacement: `\`${command}\`` }];
	});
	return [...approvals, ...inNodes, ...commands];
}

function editsIn(node: Nodes, source: string): Edit[] {
	const { start, end } = spanOf(node);
	const become = (replacement: string): Edit[] => (replacement === source ? [] : [{ start, end, replacement }]);
	switch (node.type) {
		case "text":
			return become(quoteMentions(source, node.value));
		case "html":
			return become(cleanHtml(source));
		case "inlineCode":
			return become(source.replaceAll("\n", " "));
		case "image":
		case "imageReference":
			return become(node.alt ?? "");
		case "definition":
			return become("");
		case "linkReference":
			return unwrap(node);
		case "link":
			return isPlain(node, source) ? [] : unwrap(node);
		default:
			return [];
	}
}

// A link that shows where it goes, or goes to the web.
function isPlain({ url }: Link, source: string): boolean {
	return source.startsWith("[") ? /^https?:\/\//i.test(url) : !source.startsWith("<");
}

function unwrap(node: Nodes & { children: Nodes[] }): Edit[] {
	const { start, end } = spanOf(node);
	const [first, last] = [node.children[0], node.children.at(-1)];
	if (first === undefined || last === undefined) return [{ start, end, replacement: "" }];
	return [
		{ start, end: spanOf(first).start, replacement: "" },
		{ start: spanOf(last).end, end, replacement: "" },
	].filter((edit) => edit.end > edit.start);
}

// An open block would take what is put below it for code, and a fence there for its end.
function closeFence(text: string, root: Nodes | undefined): string {
	const last = root?.type === "root" ? root.children.at(-1) : undefined;
	if (last?.type !== "code") return text;
	const lines = text.slice(spanOf(last).start).split("\n");
	const opening = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0] ?? "")?.[1];
	if (opening === undefined) return text;
	const closing = new RegExp(`^ {0,3}${opening}${opening[0]}*[ \\t]*$`);
	return lines.length > 1 && closing.test(lines.at(-1) ?? "") ? text : `${text}\n${opening}`;
}
