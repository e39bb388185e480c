import type { Observation } from "./queries.ts";

const severityOrder = ["CRITICAL", "MAJOR", "MINOR", "INFO"];

/** Problems with the gravest first, strengths, and how many practices did not apply. */
export function groupObservations(observations: Observation[]) {
	const weight = ({ severity }: Observation) =>
		severity === null ? severityOrder.length : severityOrder.indexOf(severity);
	return {
		problems: observations
			.filter(({ assessment }) => assessment === "BAD")
			.sort((a, b) => weight(a) - weight(b) || b.confidence - a.confidence),
		strengths: observations
			.filter(({ assessment }) => assessment === "GOOD")
			.sort((a, b) => b.confidence - a.confidence),
		notApplicable: observations.filter(({ presence }) => presence === "NOT_APPLICABLE").length,
	};
}
