import { z } from "zod";
import type { Composition } from "./compose.ts";
import { severity } from "./findings.ts";

const inlineNote = z.object({
	correlationKey: z.string(),
	path: z.string(),
	startLine: z.int(),
	endLine: z.int(),
	suggestion: z.string().nullable(),
});

/** A composition as it is stored with its feedback. */
export const storedComposition: z.ZodType<Composition> = z.object({
	problems: z.array(
		z.object({
			severity,
			title: z.string(),
			practiceName: z.string(),
			location: z.object({ path: z.string(), startLine: z.int(), endLine: z.int() }).nullable(),
			snippet: z.string().nullable(),
			reasoning: z.string(),
			guidance: z.string(),
			whyItMatters: z.string().nullable(),
			note: inlineNote.nullable(),
		}),
	),
	more: z.int(),
	strengths: z.array(
		z.object({
			title: z.string(),
			text: z.string(),
			practiceName: z.string(),
			whyItMatters: z.string().nullable(),
		}),
	),
});
