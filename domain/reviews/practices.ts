import { z } from "zod";

/** Schemas and limits of practices and areas: behaviour specification, sections 3.1 and 3.2. */
export const artifactType = z.enum(["PULL_REQUEST", "ISSUE"]);
export type ArtifactType = z.infer<typeof artifactType>;

export const pullRequestEvent = z.enum([
	"PullRequestCreated",
	"PullRequestReady",
	"PullRequestSynchronized",
	"ReviewSubmitted",
	"PullRequestMerged",
	"PullRequestClosed",
]);
export const issueEvent = z.enum(["IssueCreated", "IssueLabeled", "IssueClosed"]);
export const triggerEvent = z.enum([...pullRequestEvent.options, ...issueEvent.options]);
export type TriggerEvent = z.infer<typeof triggerEvent>;

export const slug = z
	.string()
	.min(3)
	.max(64)
	.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by single hyphens");

const VERDICT_WORDS = /\b(?:PRESENT|ABSENT|GOOD|BAD|NOT_APPLICABLE)\b/;
/** Text that learners read: it never speaks the grader's language. */
const learnerText = z
	.string()
	.min(1)
	.max(2000)
	.refine((text) => !VERDICT_WORDS.test(text), "it must not contain verdict words such as PRESENT or BAD");

export const areaDefinition = z.strictObject({
	slug,
	name: z.string().min(1).max(128),
	description: z.string().max(5000),
	icon: z
		.string()
		.max(64)
		.regex(/^[A-Za-z0-9]+$/),
	color: z
		.string()
		.max(32)
		.regex(/^[a-z]+$/),
});
export type AreaDefinition = z.infer<typeof areaDefinition>;

const eligibleEvents: Record<ArtifactType, readonly TriggerEvent[]> = {
	PULL_REQUEST: pullRequestEvent.options,
	ISSUE: issueEvent.options,
};

export const practiceDefinition = z
	.strictObject({
		slug,
		name: z.string().min(3).max(128),
		area: slug,
		artifactType,
		triggerEvents: z
			.array(triggerEvent)
			.min(1)
			.max(10)
			.refine((events) => new Set(events).size === events.length, "an event is named twice"),
		/** Which shared rules open the criteria: metadata only, metadata and code, or issues. */
		preamble: z.enum(["PULL_REQUEST", "PULL_REQUEST_CODE", "ISSUE"]),
		/** A defect detector reports problems or nothing; it never praises. */
		isDefectDetector: z.boolean(),
		whyItMatters: learnerText,
		whatGoodLooksLike: learnerText,
		criteria: z.string().trim().min(1).max(50_000),
	})
	.refine(
		(practice) => practice.triggerEvents.every((event) => eligibleEvents[practice.artifactType].includes(event)),
		{
			error: "an event does not fit the artifact type",
			path: ["triggerEvents"],
		},
	);
export type PracticeDefinition = z.infer<typeof practiceDefinition>;

/** Slug of what the server's own secret scanner finds; reserved, never seeded. */
export const HARDCODED_SECRETS = "hardcoded-secrets";

/** What people read where a practice and its area stand; an observation without a practice is the scanner's. */
export const SECRET_SCANNER = { practiceName: "Keep secrets out of the code", areaName: "Secret scanner" } as const;
