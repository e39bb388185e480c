/**
 * Characters that no reader sees: format controls, tags, variation selectors and fillers. A joiner between two emoji
 * and the selector that colours one are seen, as part of the emoji.
 */
const INVISIBLE = new RegExp(
	[
		"(?!\\u200d)\\p{Cf}",
		"(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d",
		"\\u200d(?!\\p{Extended_Pictographic})",
		"(?<!\\p{Extended_Pictographic})\\ufe0f(?!\\u20e3)",
		"[\\0\\u034f\\u115f\\u1160\\u180b-\\u180f\\u3164\\uffa0\\ufe00-\\ufe0e\\u{e0000}-\\u{e01ef}]",
	].join("|"),
	"gu",
);
const MAX_NESTING = 8;

/** Removes characters that no reader sees and that make a line mean something else than it shows. */
export function removeInvisible(text: string): string {
	return text.replace(INVISIBLE, "");
}

/** Removes what a person would not see: HTML comments and invisible characters. */
export function removeHidden(text: string): string {
	let shown = removeInvisible(text);
	// Removing one comment may join the halves of another.
	for (let depth = 0; shown.includes("<!--"); depth++) {
		if (depth === MAX_NESTING) return shown.replace(/<!+/g, "<");
		shown = shown.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
	}
	return shown;
}
