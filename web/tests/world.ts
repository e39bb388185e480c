import type { User } from "@hephaestus/api/identity/schema.ts";
import type { reviewDetailSchema } from "@hephaestus/api/reviews/schema.ts";
import type { personSchema, pullRequestDetailSchema, syncStatusSchema } from "@hephaestus/api/scm/schema.ts";
import type {
	connectableAccountSchema,
	tokenPreflightResultSchema,
	workspaceProvidersSchema,
	workspaceSchema,
} from "@hephaestus/api/workspaces/schema.ts";
import type { z } from "zod";

export type ReviewDetail = z.infer<typeof reviewDetailSchema>;
type Person = z.infer<typeof personSchema>;
export type PullRequestDetail = z.infer<typeof pullRequestDetailSchema>;
export type SyncStatus = z.infer<typeof syncStatusSchema>;

/** Everything that the fake API answers from; a test changes it and then announces the change. */
export interface World {
	/** `expired`: the next request meets a 401 once, and a refresh makes it good again. */
	session: "active" | "expired" | "none";
	user: User;
	workspaces: z.infer<typeof workspaceSchema>[];
	providers: z.infer<typeof workspaceProvidersSchema>;
	installations: z.infer<typeof connectableAccountSchema>[];
	tokens: Record<string, z.infer<typeof tokenPreflightResultSchema>>;
	sync: SyncStatus;
	people: Person[];
	pullRequests: PullRequestDetail[];
	reviews: ReviewDetail[];
	/** Paths that fail, with the status they fail with. */
	failures: Map<string, number>;
	/** `METHOD path` of every request that changes something. */
	changes: string[];
}

const minute = 60_000;

/** An instant so many minutes ago. */
export function ago(minutes: number): string {
	return new Date(Date.now() - minutes * minute).toISOString();
}

function person(id: number, login: string, name: string): Person {
	return { id, login, name, avatarUrl: null, htmlUrl: `https://github.example/${login}`, type: "USER" };
}

const people = [
	person(1, "mira-olsen", "Mira Olsen"),
	person(2, "tariq", "Tariq Haddad"),
	person(3, "lena-vogt", "Lena Vogt"),
	person(4, "joao-p", "João Pereira"),
	{ ...person(5, "dependency-bot", "Dependency bot"), type: "BOT" as const },
];
const titles = [
	"Let the error of a failed charge reach the caller",
	"Keep idempotency keys for a day",
	"Move invoice totals into the ledger",
	"Retry webhooks with backoff and jitter",
	"Bump undici from 7.9.0 to 7.10.1",
	"Describe how refunds are reconciled",
	"Split the order page into a list and a detail",
	"Drop the unused currency table",
];

function pullRequest(index: number): PullRequestDetail {
	const author = people[index % people.length] ?? null;
	const state = index % 4 === 3 ? "MERGED" : index % 7 === 6 ? "CLOSED" : "OPEN";
	const review = reviewOf(index);
	const latestReview =
		index % 3 === 2
			? null
			: {
					id: review.id,
					status: review.status,
					stage: review.stage,
					deliveryStatus: review.deliveryStatus,
					problems: review.problems,
					strengths: review.strengths,
				};
	return {
		id: 100 + index,
		number: 412 - index,
		title: titles[index % titles.length] ?? "",
		state,
		htmlUrl: `https://github.example/olympus/checkout/pull/${412 - index}`,
		repository: { id: 1, nameWithOwner: index % 2 === 0 ? "olympus/checkout" : "olympus/ledger" },
		author,
		labels: index % 2 === 0 ? [{ name: "payments", color: "d97706" }] : [],
		commentsCount: index % 5,
		createdAt: ago(60 * 26 + index * 300),
		updatedAt: ago(4 + index * 173),
		closedAt: state === "OPEN" ? null : ago(2 + index * 170),
		isDraft: index === 5,
		additions: 148,
		deletions: 37,
		changedFiles: 6,
		commits: 3,
		reviewDecision: null,
		mergedAt: state === "MERGED" ? ago(2 + index * 170) : null,
		latestReview,
		body: [
			"## Why",
			"A failed charge was **logged and forgotten**, so the order looked paid. See [the report](https://github.example/olympus/checkout/issues/388).",
			"",
			"- [x] the error reaches the caller",
			"- [ ] alert when it happens twice",
			"",
			"```ts\nawait charge(order).catch((error) => fail(order, error));\n```",
			'<img src="https://tracker.example/pixel.png"><script>alert(1)</script>',
		].join("\n"),
		headRefName: "fix/failed-charge",
		headRefOid: "9f1c2ab7d4e85f60a1b2c3d4e5f60718293a4b5c",
		baseRefName: "main",
		assignees: [people[0] ?? author].flatMap((assignee) => assignee ?? []),
		requestedReviewers: [people[2] ?? author].flatMap((reviewer) => reviewer ?? []),
		conversation: [
			{
				kind: "COMMENT",
				id: 1,
				author: people[1] ?? null,
				body: "Could we keep the order id in the error? Support asks for it.",
				htmlUrl: "https://github.example/olympus/checkout/pull/412#c1",
				createdAt: ago(300),
				reviewState: null,
				path: null,
				line: null,
				diffHunk: null,
				threadResolved: null,
			},
			{
				kind: "INLINE",
				id: 2,
				author: people[2] ?? null,
				body: "This swallows everything, also programming errors.",
				htmlUrl: "https://github.example/olympus/checkout/pull/412#c2",
				createdAt: ago(280),
				reviewState: null,
				path: "src/payments/charge.ts",
				line: 43,
				diffHunk:
					"@@ -38,6 +40,8 @@ export async function settle(order: Order)\n \ttry {\n-\t\tcharge(order);\n+\t\tawait charge(order);\n+\t} catch {\n+\t\t// nothing we can do\n \t}",
				threadResolved: true,
			},
			{
				kind: "REVIEW",
				id: 3,
				author: people[2] ?? null,
				body: "Good direction. One thing inline.",
				htmlUrl: "https://github.example/olympus/checkout/pull/412#r3",
				createdAt: ago(279),
				reviewState: "CHANGES_REQUESTED",
				path: null,
				line: null,
				diffHunk: null,
				threadResolved: null,
			},
		],
		reviews: latestReview ? [{ ...latestReview, trigger: review.trigger, createdAt: review.createdAt }] : [],
		decisions: [
			{
				trigger: "PullRequestSynchronized",
				outcome: "ADMIT",
				reason: "the pull request changed",
				reviewId: review.id,
				decidedAt: ago(20),
			},
			{ trigger: "PullRequestCreated", outcome: "REFUSE", reason: "draft PR", reviewId: null, decidedAt: ago(300) },
		],
	};
}

const stageNames = [
	"QUEUED",
	"WAITING_FOR_SANDBOX",
	"PREPARING",
	"REVIEWING",
	"VALIDATING",
	"COMPOSING",
	"DELIVERING",
] as const;

/** The stages up to `last`; the last one still runs unless the review has ended. */
export function stagesUntil(last: (typeof stageNames)[number], ended: boolean): ReviewDetail["stages"] {
	const reached = stageNames.slice(0, stageNames.indexOf(last) + 1);
	return reached.map((stage, index) => ({
		stage,
		startedAt: new Date(Date.now() - (reached.length - index) * 7_300).toISOString(),
		finishedAt:
			index < reached.length - 1 || ended
				? new Date(Date.now() - (reached.length - index - 1) * 7_300).toISOString()
				: null,
		detail: stage === "REVIEWING" ? "Reading src/payments/charge.ts" : null,
	}));
}

const observations: ReviewDetail["observations"] = [
	{
		id: 1,
		practiceSlug: "errors-reach-someone",
		practiceName: "Errors reach someone who can act",
		areaName: "Reliability",
		title: "A failed charge is swallowed",
		presence: "ABSENT",
		assessment: "BAD",
		severity: "MAJOR",
		confidence: 0.92,
		reasoning: "The `catch` block is empty, so the order is marked as paid although nobody was charged.",
		guidance: "Let the error reach the caller, or record it on the order and stop.",
		locations: [{ path: "src/payments/charge.ts", startLine: 42, endLine: 45 }],
		snippets: ["\t\tawait charge(order);\n\t} catch {\n\t\t// nothing we can do\n\t}"],
	},
	{
		id: 2,
		practiceSlug: "tests-cover-the-change",
		practiceName: "Tests cover the change",
		areaName: "Tests",
		title: "The new path has no test",
		presence: "ABSENT",
		assessment: "BAD",
		severity: "MINOR",
		confidence: 0.8,
		reasoning: "No test makes `charge` fail.",
		guidance: "Add one that rejects the charge and expects the order to stay open.",
		locations: [],
		snippets: [],
	},
	{
		id: 3,
		practiceSlug: "description-says-why",
		practiceName: "The description says why",
		areaName: "Communication",
		title: "The description says why, not only what",
		presence: "PRESENT",
		assessment: "GOOD",
		severity: null,
		confidence: 0.95,
		reasoning: "It links the report and names what the customer saw.",
		guidance: "",
		locations: [],
		snippets: [],
	},
	{
		id: 4,
		practiceSlug: "migrations-are-reversible",
		practiceName: "Migrations are reversible",
		areaName: "Reliability",
		title: "No migration in this change",
		presence: "NOT_APPLICABLE",
		assessment: null,
		severity: null,
		confidence: 1,
		reasoning: "",
		guidance: "",
		locations: [],
		snippets: [],
	},
];

/** A review that ran to its end; `index` tells them apart. */
export function reviewOf(index: number): ReviewDetail {
	const status = index === 1 ? "RUNNING" : index === 4 ? "FAILED" : "COMPLETED";
	const isOver = status !== "RUNNING";
	const stage = status === "COMPLETED" ? "DONE" : status === "RUNNING" ? "REVIEWING" : "PREPARING";
	return {
		id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
		status,
		stage,
		trigger: index % 2 === 0 ? "PullRequestSynchronized" : "MANUAL",
		deliveryStatus: status === "COMPLETED" ? "DELIVERED" : null,
		deliveryReason: null,
		headSha: "9f1c2ab7d4e85f60a1b2c3d4e5f60718293a4b5c",
		pullRequest: {
			id: 100 + index,
			number: 412 - index,
			title: titles[index % titles.length] ?? "",
			htmlUrl: `https://github.example/olympus/checkout/pull/${412 - index}`,
			repository: "olympus/checkout",
			author: people[index % people.length] ?? null,
		},
		problems: status === "COMPLETED" ? (index * 7 + 2) % 5 : 0,
		strengths: status === "COMPLETED" ? (index * 3 + 1) % 4 : 0,
		costUsd: status === "COMPLETED" ? 0.042 + index / 100 : 0,
		createdAt: ago(20 + index * 190),
		startedAt: ago(19 + index * 190),
		finishedAt: isOver ? ago(18 + index * 190) : null,
		stages: stagesUntil(
			status === "COMPLETED" ? "DELIVERING" : status === "RUNNING" ? "REVIEWING" : "PREPARING",
			isOver,
		),
		error:
			status === "FAILED"
				? {
						message: "The branch could not be fetched: the forge refused our access",
						nextStep: "Renew the workspace's token or the App's installation, then rerun the review.",
					}
				: null,
		observations: status === "COMPLETED" ? observations : [],
		feedback: status === "COMPLETED" ? feedback : null,
		model: "gpt-5-mini",
		usage: { calls: 9, inputTokens: 48_210, outputTokens: 3_120 },
		mayRerun: isOver,
		mayCancel: !isOver,
		mayDecide: false,
		temporalUrl: "http://localhost:8233/namespaces/default/workflows/review",
	};
}

/** A review whose feedback waits for a person to send it. */
export function awaitingReview(): ReviewDetail {
	const review = reviewOf(0);
	const state = { state: "AWAITING_APPROVAL", deliveredAt: null };
	const waiting = {
		...feedback,
		...state,
		placements: feedback.placements
			.filter(({ placement }) => placement === "INLINE")
			.map((note) => ({ ...note, disposition: "PLANNED", htmlUrl: null })),
	};
	return { ...review, deliveryStatus: "AWAITING_APPROVAL", mayDecide: true, feedback: waiting };
}

const feedback: NonNullable<ReviewDetail["feedback"]> = {
	state: "DELIVERED",
	body: "The description says why. One thing needs a look: **a failed charge is swallowed**.",
	suppressionReason: null,
	deliveredAt: ago(18),
	approvedAt: null,
	approvedBy: null,
	isStale: false,
	placements: [
		{
			placement: "SUMMARY",
			path: null,
			startLine: null,
			endLine: null,
			disposition: "POSTED",
			htmlUrl: "https://github.example/olympus/checkout/pull/412#issuecomment-1",
			body: "<!-- hephaestus:summary -->The description says why. One thing needs a look: **a failed charge is swallowed**.",
		},
		{
			placement: "INLINE",
			path: "src/payments/charge.ts",
			startLine: 42,
			endLine: 45,
			disposition: "POSTED",
			htmlUrl: "https://github.example/olympus/checkout/pull/412#discussion-2",
			body: "The empty `catch` marks the order as paid although nobody was charged.",
		},
	],
};

/** The mirror while the first sync is at work. */
export function runningSync(done: number): SyncStatus {
	return {
		run: {
			id: "00000000-0000-4000-8000-00000000aaaa",
			trigger: "INITIAL",
			state: "RUNNING",
			repositoriesTotal: 3,
			repositoriesDone: done,
			rowsChanged: 1_280 + done * 900,
			error: null,
			startedAt: ago(1),
			finishedAt: null,
		},
		repositories: ["olympus/checkout", "olympus/ledger", "olympus/storefront"].map((nameWithOwner, index) => ({
			id: index + 1,
			nameWithOwner,
			parts: (["LABELS", "ISSUES", "PULL_REQUESTS"] as const).map((part, order) => ({
				part,
				state: index === done && order === 1 ? ("RUNNING" as const) : ("IDLE" as const),
				rowsSeen:
					index < done || (index === done && order === 0) ? 120 + order * 310 : index === done && order === 1 ? 205 : 0,
				rowsTotal: index === done && order === 1 ? 430 : null,
				syncedUntil: index < done || (index === done && order === 0) ? ago(1) : null,
				error: null,
				updatedAt: ago(0),
			})),
		})),
		budget: { resource: "graphql", limit: 5_000, remaining: 3_912, resetsAt: ago(-38), observedAt: ago(0) },
		counts: { repositories: 3, people: 18, issues: 205 + done * 300, pullRequests: 96, reviews: 41, comments: 312 },
		lastDeliveryAt: null,
		temporalUrl: "http://localhost:8233/namespaces/default/workflows/sync",
	};
}

function finishedSync(): SyncStatus {
	const sync = runningSync(3);
	return {
		...sync,
		run: sync.run && { ...sync.run, state: "COMPLETED", trigger: "SCHEDULE", finishedAt: ago(0) },
		lastDeliveryAt: ago(2),
	};
}

export const olympus: World["workspaces"][number] = {
	id: 1,
	workspaceSlug: "olympus",
	displayName: "Olympus",
	status: "ACTIVE",
	accountLogin: "olympus",
	providerType: "GITHUB",
	role: "OWNER",
	createdAt: ago(10_000),
	serverUrl: "https://github.example",
	connectionState: "ACTIVE",
	connectionProblem: null,
	connectionType: "GITHUB_APP",
	practicesEnabled: true,
	practiceReviewAutoTriggerEnabled: true,
	practiceReviewManualTriggerEnabled: true,
	autonomy: "AUTOMATIC",
	counts: { repositories: 3, people: 18, pullRequests: 412, issues: 1_105, reviews: 87, awaitingApproval: 0 },
	temporalUrl: null,
};

/** A signed-in owner of two lively workspaces; `changes` says what is different. */
export function createWorld(changes: Partial<World> = {}): World {
	return {
		session: "active",
		user: {
			id: 7,
			displayName: "Mira Olsen",
			primaryEmail: "mira@olympus.example",
			appRole: "APP_ADMIN",
			status: "ACTIVE",
			username: "mira-olsen",
			avatarUrl: null,
			profileUrl: null,
			roles: ["app_admin"],
			linkedProviders: [{ type: "GITHUB", serverUrl: "https://github.example" }],
			accessTokenExpiresAt: Math.round(Date.now() / 1000) + 900,
		},
		workspaces: [
			olympus,
			{ ...olympus, id: 2, workspaceSlug: "forge-lab", displayName: "Forge Lab", accountLogin: "forge-lab" },
		],
		providers: {
			github: {
				serverUrl: "https://github.example",
				app: { installationUrl: "https://github.example/apps/hephaestus/installations/new" },
			},
			creationPolicy: "SELF_SERVICE",
			mayCreate: true,
		},
		installations: [
			{
				login: "olympus",
				accountType: "ORG",
				avatarUrl: null,
				installationId: 11,
				repositories: 3,
				connectedTo: "olympus",
			},
			{
				login: "hera-labs",
				accountType: "ORG",
				avatarUrl: null,
				installationId: 12,
				repositories: 14,
				connectedTo: null,
			},
		],
		tokens: {},
		sync: finishedSync(),
		people,
		pullRequests: Array.from({ length: 8 }, (_, index) => pullRequest(index)),
		reviews: Array.from({ length: 14 }, (_, index) => reviewOf(index)),
		failures: new Map(),
		changes: [],
		...changes,
	};
}
