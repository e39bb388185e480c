import type { IssueComment } from "../world/model.ts";
import { nodeId } from "../world/node-ids.ts";
import type { Fields } from "./context.ts";
import { commentMutations } from "./mutations/comments.ts";
import { pullRequestMutations } from "./mutations/pull-requests.ts";
import { reviewMutations } from "./mutations/reviews.ts";
import { botFields, organizationFields, teamFields, userFields } from "./types/actors.ts";
import {
	issueCommentFields,
	minimizableFields,
	reactableFields,
	reactionFields,
	writtenFields,
} from "./types/comments.ts";
import { commitFields, refFields } from "./types/commits.ts";
import { pullRequestCommitFields, pullRequestFields } from "./types/pull-requests.ts";
import { queryFields } from "./types/query.ts";
import { labelFields, milestoneFields, repositoryFields } from "./types/repositories.ts";
import { reviewCommentFields, reviewFields, threadFields } from "./types/reviews.ts";
import { issueFields } from "./types/work-items.ts";

/** Fields by type name. A type's functions take the row that its nodes wrap, which is why they are kept as `never`. */
export const FIELDS: Record<string, Fields<never>> = {
	Query: queryFields,
	Mutation: { ...commentMutations, ...pullRequestMutations, ...reviewMutations },
	User: userFields,
	Bot: botFields,
	Organization: organizationFields,
	Team: teamFields,
	Repository: repositoryFields,
	Label: labelFields,
	Milestone: milestoneFields,
	Issue: issueFields,
	PullRequest: pullRequestFields,
	PullRequestCommit: pullRequestCommitFields,
	PullRequestReview: reviewFields,
	PullRequestReviewThread: threadFields,
	PullRequestReviewComment: reviewCommentFields,
	IssueComment: {
		...writtenFields,
		...minimizableFields,
		...reactableFields<IssueComment>((row) => nodeId("IssueComment", row.id)),
		...issueCommentFields,
	},
	Reaction: reactionFields,
	Commit: commitFields,
	Ref: refFields,
};
