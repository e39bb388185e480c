import { outsideCode } from "./outside-code.ts";

const MAX_CHARACTERS = 60_000;
const TRUNCATED = "\n\n_The rest was cut: a comment cannot be longer._";
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g;
const SAFE_TAGS = new Set(
	"br hr p pre code sub sup em strong b i ul ol li blockquote h1 h2 h3 h4 h5 h6 table thead tbody tr th td".split(" "),
);
const APPROVAL = /^[^\w\n]*(?:lgtm|looks good(?: to me)?|approved?|ship it|:\+1:|👍)[^\w\n]*$/gim;

/**
 * Makes text that a model wrote safe to post in the team's name: nobody is mentioned, nothing is hidden, embedded or
 * approved, links go only where they say (specification, section 14).
 */
export function sanitiseComment(text: string): string {
	const visible = removeHidden(text.replace(/\r\n?/g, "\n"));
	const safe = outsideCode(visible, (prose) =>
		quoteCommands(quoteMentions(keepSafeTags(unwrapLinks(prose.replace(APPROVAL, ""))))),
	);
	return shorten(safe.replace(/\n{4,}/g, "\n\n\n").trim());
}

/** Removes characters that no reader sees and that make a line mean something else than it shows. */
export function removeInvisible(text: string): string {
	return text.replace(INVISIBLE, "").replaceAll("\0", "");
}

/** Removes what a person would not see: HTML comments, zero-width and bidirectional control characters. */
export function removeHidden(text: string): string {
	let shown = removeInvisible(text);
	// Removing one comment may join the halves of another.
	for (let before = ""; before !== shown; ) {
		before = shown;
		shown = shown.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
	}
	return shown;
}

function unwrapLinks(prose: string): string {
	return prose
		.replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
		.replace(/!\[([^\]]*)\]\[[^\]]*\]/g, "$1")
		.replace(/\[([^\]]*)\]\(\s*(?!https?:\/\/)[^)]*\)/gi, "$1")
		.replace(/<((?:https?|mailto|ftp):[^>\s]+)>/gi, "$1")
		.replace(/^\s*\[[^\]]+\]:\s*(?!https?:\/\/)\S+.*$/gim, "");
}

function keepSafeTags(prose: string): string {
	return prose.replace(/<(\/?)([a-z][a-z0-9-]*)\b[^>]*>/gi, (_tag, slash: string, name: string) =>
		SAFE_TAGS.has(name.toLowerCase()) ? `<${slash}${name.toLowerCase()}>` : "",
	);
}

function quoteMentions(prose: string): string {
	return prose.replace(/(^|[^\w`/])@([a-z\d][\w/-]*)/gi, "$1`@$2`");
}

// A line that starts with a slash is an order to GitLab and to many bots.
function quoteCommands(prose: string): string {
	return prose.replace(/^(\s*)(\/[a-z][\w-]*)/gim, "$1`$2`");
}

function shorten(text: string): string {
	return text.length <= MAX_CHARACTERS ? text : text.slice(0, MAX_CHARACTERS - TRUNCATED.length) + TRUNCATED;
}
