import { diffOf } from "../../git/pull-request-branches.ts";
import type { PullRequest } from "../../world/model.ts";
import { byId, empty, inOrder, paginate } from "../connection.ts";
import { type Context, type Fields, page, text, texts } from "../context.ts";
import { actorById, actorNode, commitNode, pullRequestNode, repositoryNode, reviewNode, threadNode } from "../nodes.ts";
import { branchRef, type Commit, commitByName, commitsOf } from "./commits.ts";
import { stateOf } from "./lists.ts";
import { workItemFields } from "./work-items.ts";

const repositoryOf = (row: PullRequest, { world }: Context) => world.repositories.get(row.repositoryId);

/** The last word of each reviewer: comments do not take back an approval. */
function latestOpinions(row: PullRequest, { world }: Context) {
	const opinions = world.reviewsOf(row.id).filter((review) => ["APPROVED", "CHANGES_REQUESTED"].includes(review.state));
	return [...new Map(opinions.map((review) => [review.authorId, review])).values()].toSorted((a, b) => a.id - b.id);
}

function decisionOf(row: PullRequest, context: Context): string | null {
	const states = latestOpinions(row, context).map((review) => review.state);
	if (states.includes("CHANGES_REQUESTED")) return "CHANGES_REQUESTED";
	if (states.includes("APPROVED")) return "APPROVED";
	return row.reviewerIds.length > 0 ? "REVIEW_REQUIRED" : null;
}

export const pullRequestFields: Fields<PullRequest> = {
	...workItemFields,
	state: stateOf,
	isDraft: (row) => row.draft,
	merged: (row) => row.mergedAt !== null,
	mergedAt: (row) => row.mergedAt,
	mergedBy: (row, _, { world }) => actorById(world, row.mergedById),
	mergeCommit: (row, _, context) =>
		row.mergeCommitSha ? commitByName(context, repositoryOf(row, context), row.mergeCommitSha) : null,
	mergeable: (row) => (row.state === "open" ? "MERGEABLE" : "UNKNOWN"),
	mergeStateStatus: (row) => (row.state === "open" ? (row.draft ? "DRAFT" : "CLEAN") : "UNKNOWN"),
	canBeRebased: (row) => row.state === "open",
	isCrossRepository: () => false,
	isInMergeQueue: () => false,
	isMergeQueueEnabled: () => false,
	maintainerCanModify: () => false,
	autoMergeRequest: () => null,
	additions: (row) => row.additions,
	deletions: (row) => row.deletions,
	changedFiles: (row) => row.changedFiles,
	totalCommentsCount: (row, _, { world }) => world.commentsOn(row).length + world.reviewCommentsOf(row.id).length,
	baseRefName: (row) => row.baseRef,
	baseRefOid: (row) => row.baseSha,
	headRefName: (row) => row.headRef,
	headRefOid: (row) => row.headSha,
	baseRef: (row, _, context) => branchRef(context, repositoryOf(row, context), row.baseRef),
	headRef: (row, _, context) => branchRef(context, repositoryOf(row, context), row.headRef),
	baseRepository: (row, _, context) => repositoryNode(repositoryOf(row, context)),
	headRepository: (row, _, context) => repositoryNode(repositoryOf(row, context)),
	headRepositoryOwner: (row, _, context) => ({
		__typename: "Organization",
		row: context.world.organizations.get(repositoryOf(row, context).organizationId),
	}),
	permalink: (row, _, context) =>
		`${context.urls.web}/${context.world.fullName(repositoryOf(row, context))}/pull/${row.number}`,
	reviewDecision: (row, _, context) => decisionOf(row, context),
	commits: async (row, args, context) =>
		paginate(inOrder(await commitsOf(context, row)), page(args), (commit) => ({
			__typename: "PullRequestCommit",
			row: { commit, pullRequest: row },
		})),
	files: async (row, args, context) =>
		paginate(inOrder(await diffOf(context, row)), page(args), (file) => ({
			path: file.path,
			additions: file.additions,
			deletions: file.deletions,
			changeType: { added: "ADDED", removed: "DELETED", modified: "MODIFIED", renamed: "RENAMED" }[file.status],
			viewerViewedState: "UNVIEWED",
		})),
	reviews: (row, args, { world }) => {
		const states = texts(args, "states");
		const author = text(args, "author");
		const rows = world
			.reviewsOf(row.id)
			.filter((review) => !states || states.includes(review.state))
			.filter((review) => !author || world.users.get(review.authorId).login === author);
		return paginate(byId(rows), page(args), reviewNode);
	},
	latestReviews: (row, args, context) => paginate(byId(latestOpinions(row, context)), page(args), reviewNode),
	latestOpinionatedReviews: (row, args, context) =>
		paginate(byId(latestOpinions(row, context)), page(args), reviewNode),
	reviewThreads: (row, args, { world }) => paginate(byId(world.threadsOf(row.id)), page(args), threadNode),
	reviewRequests: (row, args, { world }) =>
		paginate(inOrder(row.reviewerIds), page(args), (id) => ({
			id: `RR_${row.id}_${id}`,
			databaseId: row.id * 10 + 1,
			asCodeOwner: false,
			requestedReviewer: actorNode(world.users.get(id)),
			pullRequest: pullRequestNode(row),
		})),
	closingIssuesReferences: () => empty(),
	statusCheckRollup: () => null,
};

export const pullRequestCommitFields: Fields<{ commit: Commit; pullRequest: PullRequest }> = {
	id: ({ commit, pullRequest }) => `PURC_${Buffer.from(`${pullRequest.id}:${commit.sha}`).toString("base64url")}`,
	commit: ({ commit }) => commitNode(commit),
	pullRequest: ({ pullRequest }) => pullRequestNode(pullRequest),
	url: ({ commit, pullRequest }, _, context) =>
		`${context.urls.web}/${context.world.fullName(repositoryOf(pullRequest, context))}/pull/${pullRequest.number}/commits/${commit.sha}`,
	resourcePath: ({ commit, pullRequest }, _, context) =>
		`/${context.world.fullName(repositoryOf(pullRequest, context))}/pull/${pullRequest.number}/commits/${commit.sha}`,
};
