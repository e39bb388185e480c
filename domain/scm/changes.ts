import { z } from "zod";

/**
 * Provider-neutral facts about a team's work, as an adapter read them from a webhook or a sync page.
 * Times are ISO-8601 UTC; ids are the provider's numeric ids ("native id"); `updatedAt` orders versions of a row.
 */
const nativeId = z.number().int();
const instant = z.iso.datetime();
const versioned = z.object({ nativeId, nodeId: z.string().nullable(), createdAt: instant, updatedAt: instant });

export const userChange = z.object({
	nativeId,
	login: z.string().min(1),
	name: z.string().nullable(),
	avatarUrl: z.string().nullable(),
	htmlUrl: z.string().nullable(),
	type: z.enum(["USER", "ORGANIZATION", "BOT"]),
});
export type UserChange = z.infer<typeof userChange>;

export const organizationChange = z.object({
	nativeId,
	nodeId: z.string().nullable(),
	login: z.string().min(1),
	name: z.string().nullable(),
	avatarUrl: z.string().nullable(),
	htmlUrl: z.string().nullable(),
});

export const repositoryChange = versioned.extend({
	organization: organizationChange.nullable(),
	name: z.string(),
	nameWithOwner: z.string(),
	defaultBranch: z.string().nullable(),
	description: z.string().nullable(),
	htmlUrl: z.string(),
	isPrivate: z.boolean(),
	isArchived: z.boolean(),
	visibility: z.enum(["PUBLIC", "PRIVATE", "INTERNAL", "UNKNOWN"]),
	pushedAt: instant.nullable(),
});
export type RepositoryChange = z.infer<typeof repositoryChange>;

export const labelChange = z.object({
	nativeId,
	nodeId: z.string().nullable(),
	name: z.string(),
	color: z.string(),
	description: z.string().nullable(),
});

const workItem = versioned.extend({
	number: z.number().int().positive(),
	title: z.string(),
	body: z.string().nullable(),
	htmlUrl: z.string(),
	isLocked: z.boolean(),
	closedAt: instant.nullable(),
	commentsCount: z.number().int(),
	author: userChange.nullable(),
	labels: z.array(labelChange),
	assignees: z.array(userChange),
});

export const issueChange = workItem.extend({
	state: z.enum(["OPEN", "CLOSED"]),
	stateReason: z.string().nullable(),
});
export type IssueChange = z.infer<typeof issueChange>;

export const pullRequestChange = workItem.extend({
	state: z.enum(["OPEN", "CLOSED", "MERGED"]),
	isDraft: z.boolean(),
	mergedAt: instant.nullable(),
	mergedBy: userChange.nullable(),
	/** Null where the source does not carry it; apply keeps what it knows. */
	additions: z.number().int().nullable(),
	deletions: z.number().int().nullable(),
	changedFiles: z.number().int().nullable(),
	commits: z.number().int().nullable(),
	reviewDecision: z.string().nullable(),
	mergeable: z.string().nullable(),
	headRefName: z.string(),
	headRefOid: z.string(),
	baseRefName: z.string(),
	baseRefOid: z.string().nullable(),
	mergeCommitSha: z.string().nullable(),
	requestedReviewers: z.array(userChange),
});
export type PullRequestChange = z.infer<typeof pullRequestChange>;

export const commentChange = versioned.extend({
	issueNumber: z.number().int(),
	/** Whether the number names a pull request; lets apply make the right stub for an unseen parent. */
	onPullRequest: z.boolean(),
	body: z.string(),
	htmlUrl: z.string(),
	author: userChange.nullable(),
	authorAssociation: z.string().nullable(),
});
export type CommentChange = z.infer<typeof commentChange>;

export const reviewChange = versioned.extend({
	pullRequestNumber: z.number().int(),
	state: z.enum(["COMMENTED", "APPROVED", "CHANGES_REQUESTED", "PENDING", "DISMISSED", "UNKNOWN"]),
	body: z.string().nullable(),
	htmlUrl: z.string(),
	submittedAt: instant,
	commitId: z.string().nullable(),
	author: userChange.nullable(),
});
export type ReviewChange = z.infer<typeof reviewChange>;

export const reviewCommentChange = versioned.extend({
	pullRequestNumber: z.number().int(),
	/** Native id of the thread's first comment: the identity of the thread on GitHub. */
	threadNativeId: nativeId,
	threadNodeId: z.string().nullable(),
	threadResolved: z.boolean().nullable(),
	threadOutdated: z.boolean().nullable(),
	reviewNativeId: nativeId.nullable(),
	inReplyToNativeId: nativeId.nullable(),
	body: z.string(),
	path: z.string(),
	line: z.number().int().nullable(),
	originalLine: z.number().int().nullable(),
	startLine: z.number().int().nullable(),
	side: z.enum(["LEFT", "RIGHT"]),
	diffHunk: z.string().nullable(),
	commitId: z.string().nullable(),
	htmlUrl: z.string(),
	author: userChange.nullable(),
});
export type ReviewCommentChange = z.infer<typeof reviewCommentChange>;

/** What happened beyond the new state of a row; becomes the type of the domain event. */
export const lifecycle = z.enum([
	"CREATED",
	"UPDATED",
	"CLOSED",
	"MERGED",
	"REOPENED",
	"READY",
	"DRAFTED",
	"SYNCHRONIZED",
	"LABELED",
	"UNLABELED",
	"DELETED",
	"RESOLVED",
	"UNRESOLVED",
	"DISMISSED",
	"SEEN",
]);
export type Lifecycle = z.infer<typeof lifecycle>;

const inRepository = { repository: repositoryChange.pick({ nativeId: true, nameWithOwner: true }) };

/** One fact to apply. `lifecycle` is SEEN for sync pages, which state what is rather than what happened. */
export const scmChange = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("repository"), lifecycle, repository: repositoryChange }),
	z.object({ kind: z.literal("label"), lifecycle, ...inRepository, label: labelChange }),
	z.object({ kind: z.literal("issue"), lifecycle, ...inRepository, issue: issueChange, actor: userChange.nullable() }),
	z.object({
		kind: z.literal("pull_request"),
		lifecycle,
		...inRepository,
		pullRequest: pullRequestChange,
		actor: userChange.nullable(),
	}),
	z.object({ kind: z.literal("comment"), lifecycle, ...inRepository, comment: commentChange }),
	z.object({ kind: z.literal("review"), lifecycle, ...inRepository, review: reviewChange }),
	z.object({ kind: z.literal("review_comment"), lifecycle, ...inRepository, comment: reviewCommentChange }),
	z.object({
		kind: z.literal("review_thread"),
		lifecycle,
		...inRepository,
		pullRequestNumber: z.number().int(),
		threadNativeId: nativeId,
		resolvedBy: userChange.nullable(),
		updatedAt: instant,
	}),
]);
export type ScmChange = z.infer<typeof scmChange>;

/** How a change arrived: only a fresh webhook may set off a review; history never does. */
export const changeSource = z.enum(["SYNC", "WEBHOOK"]);
export type ChangeSource = z.infer<typeof changeSource>;
