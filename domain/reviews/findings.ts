import { z } from "zod";

/** Vocabulary of a practice review; enum values and limits from the behaviour specification, sections 10.2 and 12. */
export const presence = z.enum(["PRESENT", "ABSENT", "NOT_APPLICABLE"]);
export const assessment = z.enum(["GOOD", "BAD"]);
export const severity = z.enum(["CRITICAL", "MAJOR", "MINOR", "INFO"]);
export type Severity = z.infer<typeof severity>;

/** How much of each text a finding holds. */
export const FINDING_CHARACTERS = { title: 120, reasoning: 10_000, guidance: 5000, snippet: 4000, note: 2000 } as const;

/** The beginning of a text, no longer than `limit`, without the half of a character that the cut may leave. */
export function clip(text: string, limit: number): string {
	return text.length <= limit ? text : text.slice(0, limit).toWellFormed();
}

export const findingLocation = z.strictObject({
	path: z.string().min(1).max(1024),
	startLine: z.number().int().min(1),
	endLine: z.number().int().min(1).optional(),
});

export const suggestedDiffNote = z.strictObject({
	filePath: z.string().min(1).max(1024),
	startLine: z.number().int().min(1),
	endLine: z.number().int().min(1).optional(),
	body: z.string().min(1).max(FINDING_CHARACTERS.note),
});

/** What the agent hands to its `report_finding` tool. */
export const finding = z.strictObject({
	practiceSlug: z
		.string()
		.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
		.max(64),
	title: z.string().min(1).max(FINDING_CHARACTERS.title),
	presence,
	assessment: assessment.optional(),
	severity: severity.optional(),
	confidence: z.number().min(0).max(1),
	evidence: z.strictObject({
		locations: z.array(findingLocation).max(20),
		snippets: z.array(z.string().max(FINDING_CHARACTERS.snippet)).max(20),
	}),
	reasoning: z.string().min(1).max(FINDING_CHARACTERS.reasoning),
	guidance: z.string().min(1).max(FINDING_CHARACTERS.guidance),
	suggestedDiffNotes: z.array(suggestedDiffNote).max(10).optional(),
});
export type Finding = z.infer<typeof finding>;

/** The agent's tool arguments: one finding a call. */
export const reportFindingInput = z.strictObject({ finding });
