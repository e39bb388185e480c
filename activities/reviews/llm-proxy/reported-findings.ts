import { type Finding, reportFindingInput } from "@hephaestus/domain/reviews/findings.ts";
import { z } from "zod";
import { normaliseReportedFinding } from "./normalise-finding.ts";

export type ReportAnswer =
	| { kind: "ACCEPTED"; message: string }
	| { kind: "DUPLICATE"; message: string }
	| { kind: "REFUSED"; message: string };

// Far above any honest review; a program gone wild must not fill the database.
const mostFindings = 300;

/** The findings of one job: validated, each once, handed on in order. */
export class ReportedFindings {
	readonly accepted: Finding[] = [];
	readonly #practices: ReadonlySet<string>;
	readonly #onFinding: (finding: Finding) => Promise<void>;
	readonly #seen = new Set<string>();

	constructor(practices: ReadonlySet<string>, onFinding: (finding: Finding) => Promise<void>) {
		this.#practices = practices;
		this.#onFinding = onFinding;
	}

	/** Takes the arguments of a `report_finding` call; a refusal says what to correct. */
	async report(input: unknown): Promise<ReportAnswer> {
		const parsed = reportFindingInput.safeParse(normaliseReportedFinding(input));
		if (!parsed.success) {
			return { kind: "REFUSED", message: `The finding is not valid. ${z.prettifyError(parsed.error)}` };
		}
		const { finding } = parsed.data;
		if (!this.#practices.has(finding.practiceSlug)) {
			const known = [...this.#practices].join(", ");
			return {
				kind: "REFUSED",
				message: `There is no practice "${finding.practiceSlug}". The practices are: ${known}.`,
			};
		}
		if (finding.presence !== "NOT_APPLICABLE" && finding.assessment === undefined) {
			return { kind: "REFUSED", message: "assessment (GOOD or BAD) is required unless presence is NOT_APPLICABLE." };
		}
		const key = JSON.stringify([finding.practiceSlug, finding.title, finding.evidence.locations]);
		if (this.#seen.has(key)) {
			return { kind: "DUPLICATE", message: "This finding was already reported; nothing more to do for it." };
		}
		if (this.#seen.size >= mostFindings) {
			return { kind: "REFUSED", message: `A review has room for ${mostFindings} findings and is full.` };
		}
		this.#seen.add(key);
		await this.#onFinding(finding);
		this.accepted.push(finding);
		return { kind: "ACCEPTED", message: `Recorded for ${finding.practiceSlug}.` };
	}
}
