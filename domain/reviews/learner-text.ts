import { outsideCode } from "./outside-code.ts";

const GRADER_WORDS =
	/\b(?:PRESENT|ABSENT|NOT_APPLICABLE)\b|\b(?:GOOD|BAD)\b|\b(?:CRITICAL|MAJOR|MINOR)\b|\bseverity\b|\bconfidence (?:of|is|score)\b|\bthreshold\b|\b(?:metadata|comments|general_comments|review_threads|linked_work_items|project_inventory)\.json\b|\bdiff(?:_summary)?\.(?:patch|md)\b|\binputs\/\w+/;

/**
 * What a person reads of a model's text: sentences in the grader's language are taken out, escaped line breaks
 * repaired, a tail of raw JSON cut (specification, section 14).
 */
export function learnerText(text: string): string {
	const repaired = text.replaceAll("\\n", "\n").replace(/\n?\{\s*"[\w]+"\s*:[\s\S]*$/, "");
	return outsideCode(repaired, (prose) =>
		prose
			.split("\n")
			.map((line) =>
				line
					.split(/(?<=[.!?])\s+/)
					.filter((sentence) => !GRADER_WORDS.test(sentence))
					.join(" "),
			)
			.join("\n"),
	).trim();
}
