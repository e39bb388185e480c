import type { Finding } from "@hephaestus/domain/reviews/findings.ts";
import * as ofChange from "./change-judges.ts";
import { duplication } from "./duplication.ts";
import type { Judge, JudgeInput, Judgement } from "./judgement.ts";
import * as ofLines from "./line-judges.ts";
import { swallowedErrors } from "./swallowed-errors.ts";

const judges: readonly Judge[] = [swallowedErrors, ...Object.values(ofLines), duplication, ...Object.values(ofChange)];

const openingLength = 600;

/**
 * Judges one practice on one change. A practice that no judge was made for goes to the first whose subject its name or
 * the opening of its criteria speak of; one that nobody understands does not apply.
 */
export function judge(input: JudgeInput): Finding[] {
	const opening = `${input.slug.replaceAll("-", " ")} ${input.name} ${input.criteria.slice(0, openingLength)}`;
	const chosen =
		judges.find(({ slugs }) => slugs.includes(input.slug)) ??
		(input.criteria === "" ? undefined : judges.find(({ about }) => about.test(opening)));
	const isDefectDetector = input.criteria.includes("DEFECT-DETECTOR DISCIPLINE");
	const judgements = (chosen?.judge(input) ?? []).filter(
		({ assessment }) => !(isDefectDetector && assessment === "GOOD"),
	);
	if (judgements.length === 0) return [notApplicable(input)];
	return judgements.map((judgement) => toFinding(input.slug, judgement));
}

function notApplicable({ slug, name, change }: JudgeInput): Finding {
	const files = change.files.map(({ path }) => path);
	const scanned =
		files.length === 0 ? "There is no diff to look at." : `I read the added lines of ${files.slice(0, 8).join(", ")}.`;
	return {
		practiceSlug: slug,
		title: `No basis for: ${name}`.slice(0, 120),
		presence: "NOT_APPLICABLE",
		confidence: 0.7,
		evidence: { locations: [], snippets: [] },
		reasoning: `${scanned} Nothing there gives a basis for this practice.`,
		guidance: "Nothing to do here.",
	};
}

function toFinding(slug: string, judgement: Judgement): Finding {
	const [first] = judgement.cited;
	const notes =
		first === undefined || judgement.note === undefined
			? {}
			: { suggestedDiffNotes: [{ filePath: first.path, startLine: first.line, body: judgement.note }] };
	return {
		practiceSlug: slug,
		title: judgement.title.slice(0, 120),
		presence: judgement.presence,
		assessment: judgement.assessment,
		...(judgement.severity === undefined ? {} : { severity: judgement.severity }),
		confidence: judgement.confidence,
		evidence: {
			locations: judgement.cited.map(({ path, line }) => ({ path, startLine: line })),
			snippets: judgement.cited.map(({ text }) => text.slice(0, 4000)),
		},
		reasoning: judgement.reasoning,
		guidance: judgement.guidance,
		...notes,
	};
}
