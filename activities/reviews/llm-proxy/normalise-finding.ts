import { z } from "zod";

const reported = z.looseObject({ finding: z.looseObject({}) });

/**
 * Makes a reported finding uniform before it is validated: slug in lower case with hyphens, enums in upper case,
 * a confidence in percent as a fraction, no verdict where a practice does not apply (behaviour specification,
 * sections 10.2 and 11.2). Anything that is not an object with a finding is returned as it came.
 */
export function normaliseReportedFinding(input: unknown): unknown {
	const parsed = reported.safeParse(input);
	if (!parsed.success) return input;
	const finding = { ...parsed.data.finding };
	finding.practiceSlug = mapText(finding.practiceSlug, (slug) => slug.trim().toLowerCase().replaceAll("_", "-"));
	for (const key of ["presence", "assessment", "severity"] as const) {
		if (finding[key] === null) delete finding[key];
		if (key in finding) finding[key] = mapText(finding[key], (text) => text.trim().toUpperCase());
	}
	if (typeof finding.confidence === "number" && finding.confidence > 1 && finding.confidence <= 100) {
		finding.confidence = finding.confidence / 100;
	}
	if (finding.presence === "NOT_APPLICABLE") {
		delete finding.assessment;
		delete finding.severity;
	}
	return { ...parsed.data, finding };
}

function mapText(value: unknown, map: (text: string) => string): unknown {
	return typeof value === "string" ? map(value) : value;
}
