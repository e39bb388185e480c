const SAFE_TAGS = new Set(
	"br hr p code sub sup em strong b i ul ol li blockquote h1 h2 h3 h4 h5 h6 table thead tbody tr th td".split(" "),
);
const MENTION = /(?<!\w)@[a-z\d][\w/-]*/gi;
const MENTION_IN_HTML = /(?<!\w|<code>)@[a-z\d][\w/-]*/gi;

/**
 * Puts the mentions of a piece of prose into code spans, where a forge does not notify anybody. `source` is what stands
 * in the Markdown, `shown` what a reader sees, without escapes and with each character reference resolved.
 */
export function quoteMentions(source: string, shown: string): string {
	// A backtick in prose is half a code span; with ours it would make another.
	const prose = source.replace(/\\?`/g, "'").replaceAll("\\@", "@");
	const quoted = prose.replace(MENTION, (mention) => `\`${mention}\``);
	return quoted === prose && shown.search(MENTION) >= 0 ? quoteShown(shown) : quoted;
}

// Only what a reader sees holds the mention: the source spells it with character references.
function quoteShown(shown: string): string {
	return shown
		.replaceAll("`", "'")
		.replaceAll("\\", "\\\\")
		.replace(MENTION, (mention) => `\`${mention}\``);
}

/** HTML with the harmless tags alone, without their attributes; mentions become code, which Markdown is not read in. */
export function cleanHtml(html: string): string {
	const [before = "", ...pieces] = html.split("<");
	const kept = pieces.map((piece) => {
		const tag = /^(\/?)([a-z][a-z0-9-]*)([^>]*)>/i.exec(piece);
		if (tag === null) return `&lt;${piece}`;
		const [whole, slash, name = ""] = tag;
		const rest = piece.slice(whole.length);
		return SAFE_TAGS.has(name.toLowerCase()) ? `<${slash}${name.toLowerCase()}>${rest}` : rest;
	});
	return [before, ...kept]
		.join("")
		.replace(/&(?:#0*64|#x0*40|commat);/gi, "@")
		.replace(MENTION_IN_HTML, (mention) => `<code>${mention}</code>`);
}
