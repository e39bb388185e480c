import { z } from "zod";

/** What sync reads of GraphQL nodes, and no more: a field we do not use may change as it likes. */
const instant = z.iso.datetime();
// BigInt scalars travel as strings; ids stay below 2^53.
const bigId = z.coerce.number().int();
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** A connection; deleted or hidden nodes come as null and are left out. */
export function connection<T extends z.ZodType>(node: T) {
	return z.object({
		totalCount: z.number().int().optional(),
		pageInfo: pageInfo.default({ hasNextPage: false, endCursor: null }),
		nodes: z
			.array(node.nullable())
			.nullable()
			.transform((nodes) => (nodes ?? []).filter((entry) => entry !== null)),
	});
}

export const actorNode = z.object({
	__typename: z.string(),
	id: z.string().optional(),
	databaseId: z.number().int().nullish(),
	login: z.string(),
	name: z.string().nullish(),
	avatarUrl: z.string().nullish(),
	url: z.string().nullish(),
});
export type ActorNode = z.infer<typeof actorNode>;

export const commentNode = z.object({
	id: z.string(),
	fullDatabaseId: bigId,
	body: z.string(),
	url: z.string(),
	createdAt: instant,
	updatedAt: instant,
	authorAssociation: z.string().nullable(),
	author: actorNode.nullable(),
});
export type CommentNode = z.infer<typeof commentNode>;

export const reviewNode = z.object({
	id: z.string(),
	fullDatabaseId: bigId,
	state: z.enum(["COMMENTED", "APPROVED", "CHANGES_REQUESTED", "PENDING", "DISMISSED"]).catch("COMMENTED"),
	body: z.string(),
	url: z.string(),
	createdAt: instant,
	updatedAt: instant,
	submittedAt: instant.nullable(),
	commit: z.object({ oid: z.string() }).nullable(),
	author: actorNode.nullable(),
});
export type ReviewNode = z.infer<typeof reviewNode>;

export const reviewCommentNode = z.object({
	id: z.string(),
	fullDatabaseId: bigId,
	body: z.string(),
	path: z.string(),
	line: z.number().int().nullable(),
	originalLine: z.number().int().nullable(),
	startLine: z.number().int().nullable(),
	diffHunk: z.string(),
	url: z.string(),
	createdAt: instant,
	updatedAt: instant,
	commit: z.object({ oid: z.string() }).nullable(),
	replyTo: z.object({ fullDatabaseId: bigId }).nullable(),
	pullRequestReview: z.object({ fullDatabaseId: bigId }).nullable(),
	author: actorNode.nullable(),
});

export const threadNode = z.object({
	id: z.string(),
	isResolved: z.boolean(),
	isOutdated: z.boolean(),
	diffSide: z.enum(["LEFT", "RIGHT"]).catch("RIGHT"),
	comments: connection(reviewCommentNode),
});
export type ThreadNode = z.infer<typeof threadNode>;

const workItemNode = z.object({
	id: z.string(),
	fullDatabaseId: bigId,
	number: z.number().int(),
	title: z.string(),
	body: z.string(),
	url: z.string(),
	locked: z.boolean(),
	createdAt: instant,
	updatedAt: instant,
	closedAt: instant.nullable(),
	author: actorNode.nullable(),
	labels: connection(z.object({ id: z.string() })).nullable(),
	assignees: connection(actorNode),
	comments: connection(commentNode),
});
export type WorkItemNode = z.infer<typeof workItemNode>;

export const issueNode = workItemNode.extend({
	state: z.enum(["OPEN", "CLOSED"]),
	stateReason: z.string().nullish(),
});
export type IssueNode = z.infer<typeof issueNode>;

export const pullRequestNode = workItemNode.extend({
	state: z.enum(["OPEN", "CLOSED", "MERGED"]),
	isDraft: z.boolean(),
	mergedAt: instant.nullable(),
	additions: z.number().int(),
	deletions: z.number().int(),
	changedFiles: z.number().int(),
	reviewDecision: z.string().nullable(),
	mergeable: z.string(),
	headRefName: z.string(),
	headRefOid: z.string(),
	baseRefName: z.string(),
	baseRefOid: z.string(),
	mergeCommit: z.object({ oid: z.string() }).nullable(),
	mergedBy: actorNode.nullable(),
	commits: z.object({ totalCount: z.number().int() }),
	// A requested team has none of a user's fields and comes as an empty object.
	reviewRequests: connection(z.object({ requestedReviewer: z.union([actorNode, z.object({})]).nullable() })).nullable(),
	reviews: connection(reviewNode).nullable(),
	reviewThreads: connection(threadNode),
});
export type PullRequestNode = z.infer<typeof pullRequestNode>;

/** The answer to a document that pages through one list of a repository. */
export function repositoryPage<T extends z.ZodType>(node: T) {
	return z.object({
		repository: z.object({ databaseId: z.number().int(), nameWithOwner: z.string(), page: connection(node) }),
	});
}

/** The answer to a document that continues one nested list. */
export function continuedList<T extends z.ZodType>(node: T) {
	return z.object({ node: z.object({ list: connection(node) }) });
}

export const repositoryNode = z.object({
	id: z.string(),
	databaseId: z.number().int(),
	name: z.string(),
	nameWithOwner: z.string(),
	description: z.string().nullable(),
	url: z.string(),
	isPrivate: z.boolean(),
	isArchived: z.boolean(),
	visibility: z.enum(["PUBLIC", "PRIVATE", "INTERNAL"]).catch("PRIVATE"),
	createdAt: instant,
	updatedAt: instant,
	pushedAt: instant.nullable(),
	defaultBranchRef: z.object({ name: z.string() }).nullable(),
	owner: actorNode,
});
export type RepositoryNode = z.infer<typeof repositoryNode>;

export const repositoriesAnswer = z.object({
	repositoryOwner: z.object({ repositories: connection(repositoryNode) }).nullable(),
});
