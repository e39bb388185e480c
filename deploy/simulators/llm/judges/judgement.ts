import type { Change } from "../model/change.ts";

export interface JudgeInput {
	slug: string;
	name: string;
	criteria: string;
	change: Change;
}

export interface CitedLine {
	path: string;
	line: number;
	text: string;
}

/** One thing a judge saw. No judgement at all means that the practice does not apply. */
export interface Judgement {
	presence: "PRESENT" | "ABSENT";
	assessment: "GOOD" | "BAD";
	severity?: "CRITICAL" | "MAJOR" | "MINOR" | "INFO";
	confidence: number;
	title: string;
	reasoning: string;
	guidance: string;
	/** Lines of the diff it rests on; empty for matters of description, commits or size. */
	cited: readonly CitedLine[];
	/** Text of a note beside the first cited line. */
	note?: string;
}

export interface Judge {
	/** Slugs it was made for. */
	slugs: readonly string[];
	/** What another practice's name and opening must speak of for this judge to take it. */
	about: RegExp;
	judge(input: JudgeInput): Judgement[];
}
