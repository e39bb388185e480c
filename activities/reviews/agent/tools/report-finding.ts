import type { AgentTool } from "@earendil-works/pi-agent-core";
import { type TSchema, Type } from "@earendil-works/pi-ai";
import { reportFindingInput } from "@hephaestus/domain/reviews/findings.ts";
import { z } from "zod";
import { normaliseReportedFinding } from "../../llm-proxy/normalise-finding.ts";
import type { JobClient } from "../job-client.ts";
import { textResult } from "./text-result.ts";

// The model sees the domain's own schema; `$schema` is noise to it.
const { $schema: _, ...jsonSchema } = z.toJSONSchema(reportFindingInput, { target: "draft-7", io: "input" });
const parameters: TSchema = Type.Unsafe(jsonSchema);

/** `report_finding`: sends one finding to the worker and remembers which practices have one. */
export function createReportFindingTool(job: JobClient, reported: Set<string>): AgentTool {
	return {
		name: "report_finding",
		label: "Report finding",
		description:
			"Reports one finding about one practice. The only way to be heard. assessment is required unless presence is NOT_APPLICABLE; severity belongs to BAD.",
		parameters,
		executionMode: "sequential",
		prepareArguments: normaliseReportedFinding,
		async execute(_id, input) {
			const message = await job.reportFinding(input);
			const slug = reportFindingInput.safeParse(input).data?.finding.practiceSlug;
			if (slug !== undefined) reported.add(slug);
			return textResult(message);
		},
	};
}
