import type { AreaDefinition } from "../practices.ts";

/** The default areas in the order people see them (behaviour specification, section 4). */
export const AREAS: readonly AreaDefinition[] = [
	{
		slug: "review-ready-work",
		name: "Review-ready work",
		description: "A change that a colleague can pick up, understand and judge without asking first.",
		icon: "Package",
		color: "sky",
	},
	{
		slug: "acting-on-review-feedback",
		name: "Acting on review feedback",
		description: "Answering what reviewers raised, so that a conversation ends before the change is merged.",
		icon: "MessageSquareReply",
		color: "cyan",
	},
	{
		slug: "actionable-issue-authoring",
		name: "Actionable issues",
		description: "Issues that somebody else could start on today and know when they are done.",
		icon: "FileText",
		color: "violet",
	},
	{
		slug: "constructive-code-review",
		name: "Constructive code review",
		description: "Review comments that are specific, respectful and show that the change was read.",
		icon: "Eye",
		color: "teal",
	},
	{
		slug: "testing-discipline",
		name: "Testing discipline",
		description: "Behaviour arrives with the tests that protect it, and the suite keeps telling the truth.",
		icon: "TestTube",
		color: "amber",
	},
	{
		slug: "code-craftsmanship",
		name: "Code craftsmanship",
		description: "Code that the next reader can follow and change in one place.",
		icon: "Wrench",
		color: "emerald",
	},
	{
		slug: "robust-error-handling",
		name: "Robust error handling",
		description: "Failures are expected, noticed and dealt with where they can be.",
		icon: "ShieldAlert",
		color: "rose",
	},
	{
		slug: "secure-by-default-changes",
		name: "Secure by default",
		description: "Nothing ships more open than it has to be.",
		icon: "ShieldCheck",
		color: "red",
	},
	{
		slug: "decisions-and-documentation",
		name: "Decisions and documentation",
		description: "What others rely on is written down, and so is why it was decided.",
		icon: "BookText",
		color: "slate",
	},
	{
		slug: "delivery-and-version-control-discipline",
		name: "Version control discipline",
		description: "A history that can be read, bisected and reverted.",
		icon: "GitBranch",
		color: "fuchsia",
	},
	{
		slug: "issue-traceability-and-lifecycle",
		name: "Issue lifecycle",
		description: "Work can be found, followed and closed for a reason.",
		icon: "ListChecks",
		color: "indigo",
	},
];
