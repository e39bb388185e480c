import { atLeast, canWrite, permissionOf } from "../../world/access.ts";
import type { Review, ReviewComment, ReviewThread } from "../../world/model.ts";
import { nodeId } from "../../world/node-ids.ts";
import { byId, paginate } from "../connection.ts";
import { type Context, type Fields, page } from "../context.ts";
import { actorById, pullRequestNode, repositoryNode, reviewCommentNode, reviewNode } from "../nodes.ts";
import { association, minimizableFields, reactableFields, writtenFields } from "./comments.ts";
import { commitByName } from "./commits.ts";

type OfPullRequest = { pullRequestId: number };

const pullRequestOf = (row: OfPullRequest, { world }: Context) => world.pullRequests.get(row.pullRequestId);
const repositoryOf = (row: OfPullRequest, context: Context) =>
	context.world.repositories.get(pullRequestOf(row, context).repositoryId);
const pathOf = (row: OfPullRequest, context: Context) =>
	`/${context.world.fullName(repositoryOf(row, context))}/pull/${pullRequestOf(row, context).number}`;

export const reviewFields: Fields<Review> = {
	...writtenFields,
	...minimizableFields,
	...reactableFields<Review>((row) => nodeId("PullRequestReview", row.id)),
	state: (row) => row.state,
	submittedAt: (row) => row.submittedAt,
	authorCanPushToRepository: (row, _, context) =>
		atLeast(permissionOf(context.world, context.world.users.get(row.authorId), repositoryOf(row, context)), "push"),
	authorAssociation: (row, _, context) => association(context, row.authorId, repositoryOf(row, context)),
	commit: (row, _, context) => commitByName(context, repositoryOf(row, context), row.commitSha),
	pullRequest: (row, _, context) => pullRequestNode(pullRequestOf(row, context)),
	repository: (row, _, context) => repositoryNode(repositoryOf(row, context)),
	url: (row, _, context) => `${context.urls.web}${pathOf(row, context)}#pullrequestreview-${row.id}`,
	resourcePath: (row, _, context) => `${pathOf(row, context)}#pullrequestreview-${row.id}`,
	comments: (row, args, { world }) =>
		paginate(
			byId(world.reviewCommentsOf(row.pullRequestId).filter((comment) => comment.reviewId === row.id)),
			page(args),
			reviewCommentNode,
		),
};

export const threadFields: Fields<ReviewThread> = {
	path: (row) => row.path,
	line: (row) => row.line,
	originalLine: (row) => row.originalLine,
	startLine: (row) => row.startLine,
	originalStartLine: (row) => row.originalStartLine,
	diffSide: (row) => row.side,
	startDiffSide: (row) => row.startSide,
	subjectType: () => "LINE",
	isResolved: (row) => row.resolvedById !== null,
	isOutdated: (row) => row.outdated,
	isCollapsed: (row) => row.outdated || row.resolvedById !== null,
	resolvedBy: (row, _, { world }) => actorById(world, row.resolvedById),
	pullRequest: (row, _, context) => pullRequestNode(pullRequestOf(row, context)),
	repository: (row, _, context) => repositoryNode(repositoryOf(row, context)),
	comments: (row, args, { world }) => paginate(byId(world.commentsOfThread(row.id)), page(args), reviewCommentNode),
	viewerCanReply: () => true,
	viewerCanResolve: (row, _, context) => canWrite(context.world, context.caller, repositoryOf(row, context)),
	viewerCanUnresolve: (row, _, context) => canWrite(context.world, context.caller, repositoryOf(row, context)),
};

const threadOf = (row: ReviewComment, { world }: Context) => world.threads.get(row.threadId);

export const reviewCommentFields: Fields<ReviewComment> = {
	...writtenFields,
	...minimizableFields,
	...reactableFields<ReviewComment>((row) => nodeId("PullRequestReviewComment", row.id)),
	path: (row, _, context) => threadOf(row, context).path,
	line: (row, _, context) => threadOf(row, context).line,
	originalLine: (row, _, context) => threadOf(row, context).originalLine,
	startLine: (row, _, context) => threadOf(row, context).startLine,
	originalStartLine: (row, _, context) => threadOf(row, context).originalStartLine,
	position: () => null,
	originalPosition: () => 1,
	diffHunk: (row) => row.diffHunk,
	draftedAt: (row) => row.createdAt,
	outdated: (row, _, context) => threadOf(row, context).outdated,
	state: (row, _, { world }) => (world.reviews.get(row.reviewId).state === "PENDING" ? "PENDING" : "SUBMITTED"),
	subjectType: () => "LINE",
	authorAssociation: (row, _, context) => association(context, row.authorId, repositoryOf(row, context)),
	commit: (row, _, context) => commitByName(context, repositoryOf(row, context), row.commitSha),
	originalCommit: (row, _, context) => commitByName(context, repositoryOf(row, context), row.originalCommitSha),
	pullRequest: (row, _, context) => pullRequestNode(pullRequestOf(row, context)),
	repository: (row, _, context) => repositoryNode(repositoryOf(row, context)),
	pullRequestReview: (row, _, { world }) => reviewNode(world.reviews.get(row.reviewId)),
	replyTo: (row, _, { world }) =>
		row.inReplyToId ? reviewCommentNode(world.reviewComments.get(row.inReplyToId)) : null,
	fullDatabaseId: (row) => String(row.id),
	url: (row, _, context) => `${context.urls.web}${pathOf(row, context)}#discussion_r${row.id}`,
	resourcePath: (row, _, context) => `${pathOf(row, context)}#discussion_r${row.id}`,
};
