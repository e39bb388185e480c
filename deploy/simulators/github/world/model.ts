/** Rows of the simulated GitHub. Times are ISO-8601 UTC with whole seconds, as GitHub's; ids are numeric and per kind. */
export type Permission = "pull" | "triage" | "push" | "maintain" | "admin";

export interface User {
	id: number;
	type: "User" | "Bot";
	login: string;
	name: string | null;
	email: string | null;
	bio: string | null;
	company: string | null;
	location: string | null;
	createdAt: string;
	updatedAt: string;
}

export interface Organization {
	id: number;
	login: string;
	name: string;
	description: string | null;
	email: string | null;
	createdAt: string;
	updatedAt: string;
}

export interface Membership {
	id: number;
	organizationId: number;
	userId: number;
	role: "admin" | "member";
}

export interface Team {
	id: number;
	organizationId: number;
	parentId: number | null;
	slug: string;
	name: string;
	description: string | null;
	privacy: "closed" | "secret";
	members: { userId: number; role: "member" | "maintainer" }[];
	repositories: { repositoryId: number; permission: Permission }[];
	createdAt: string;
	updatedAt: string;
}

export interface Repository {
	id: number;
	organizationId: number;
	name: string;
	description: string | null;
	private: boolean;
	archived: boolean;
	defaultBranch: string;
	language: string | null;
	/** Synthetic repositories of a benchmark have rows, but no git behind them. */
	hasGit: boolean;
	collaborators: { userId: number; permission: Permission }[];
	createdAt: string;
	updatedAt: string;
	pushedAt: string;
}

export interface Label {
	id: number;
	repositoryId: number;
	name: string;
	color: string;
	description: string | null;
	createdAt: string;
	updatedAt: string;
}

export interface Milestone {
	id: number;
	repositoryId: number;
	number: number;
	title: string;
	description: string | null;
	state: "open" | "closed";
	creatorId: number;
	dueOn: string | null;
	createdAt: string;
	updatedAt: string;
	closedAt: string | null;
}

interface WorkItem {
	id: number;
	repositoryId: number;
	number: number;
	title: string;
	body: string | null;
	state: "open" | "closed";
	authorId: number;
	labelIds: number[];
	assigneeIds: number[];
	milestoneId: number | null;
	locked: boolean;
	createdAt: string;
	updatedAt: string;
	closedAt: string | null;
	closedById: number | null;
}

export interface Issue extends WorkItem {
	stateReason: "completed" | "not_planned" | "reopened" | null;
}

export interface PullRequest extends WorkItem {
	/** A pull request is also an issue, which has an id of its own. */
	issueId: number;
	draft: boolean;
	baseRef: string;
	baseSha: string;
	headRef: string;
	headSha: string;
	mergeCommitSha: string | null;
	mergedAt: string | null;
	mergedById: number | null;
	reviewerIds: number[];
	additions: number;
	deletions: number;
	changedFiles: number;
	commits: number;
}

export interface IssueComment {
	id: number;
	repositoryId: number;
	/** Number of the issue or pull request it stands under. */
	number: number;
	authorId: number;
	body: string;
	createdAt: string;
	updatedAt: string;
	minimizedReason: string | null;
}

export type ReviewState = "PENDING" | "COMMENTED" | "APPROVED" | "CHANGES_REQUESTED" | "DISMISSED";

export interface Review {
	id: number;
	pullRequestId: number;
	authorId: number;
	state: ReviewState;
	body: string;
	commitSha: string;
	createdAt: string;
	updatedAt: string;
	submittedAt: string | null;
	minimizedReason: string | null;
}

export type DiffSide = "LEFT" | "RIGHT";

export interface ReviewThread {
	id: number;
	pullRequestId: number;
	path: string;
	/** Null once the line has left the diff ("outdated"). */
	line: number | null;
	originalLine: number;
	startLine: number | null;
	originalStartLine: number | null;
	side: DiffSide;
	startSide: DiffSide | null;
	resolvedById: number | null;
	outdated: boolean;
}

export interface ReviewComment {
	id: number;
	pullRequestId: number;
	threadId: number;
	reviewId: number;
	inReplyToId: number | null;
	authorId: number;
	body: string;
	diffHunk: string;
	commitSha: string;
	originalCommitSha: string;
	createdAt: string;
	updatedAt: string;
	minimizedReason: string | null;
}

export const REACTIONS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"] as const;
export type ReactionContent = (typeof REACTIONS)[number];

export interface Reaction {
	id: number;
	/** Node id of what was reacted to. */
	subjectId: string;
	userId: number;
	content: ReactionContent;
	createdAt: string;
}

export interface App {
	id: number;
	slug: string;
	name: string;
	ownerId: number;
	botId: number;
	clientId: string;
	publicKey: string;
	permissions: Record<string, string>;
	events: string[];
	webhookUrl: string | null;
	webhookSecret: string | null;
	createdAt: string;
}

export interface Installation {
	id: number;
	appId: number;
	organizationId: number;
	/** Null stands for all repositories of the organisation. */
	repositoryIds: number[] | null;
	suspendedAt: string | null;
	createdAt: string;
	updatedAt: string;
}

export interface Token {
	id: number;
	value: string;
	kind: "personal" | "oauth" | "installation";
	userId: number | null;
	installationId: number | null;
	repositoryIds: number[] | null;
	scopes: string[];
	/** Milliseconds since the epoch; null for a token that does not expire. */
	expiresAt: number | null;
	revoked: boolean;
}

export interface Hook {
	id: number;
	repositoryId: number;
	url: string;
	secret: string | null;
	events: string[];
	active: boolean;
	contentType: "json" | "form";
	insecureSsl: boolean;
	createdAt: string;
	updatedAt: string;
}

/** One attempt to bring an event to a hook. */
export interface Delivery {
	id: number;
	/** `app/ID` or `hook/ID`. */
	hook: string;
	/** The same for an event and all its redeliveries. */
	guid: string;
	event: string;
	action: string | null;
	installationId: number | null;
	repositoryId: number | null;
	url: string;
	body: string;
	requestHeaders: Record<string, string>;
	responseHeaders: Record<string, string>;
	responseBody: string;
	status: string;
	statusCode: number;
	durationMs: number;
	/** Milliseconds since the epoch. */
	deliveredAt: number;
	redelivery: boolean;
}
