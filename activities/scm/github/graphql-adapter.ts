import type { IssueChange, PullRequestChange, RepositoryChange, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import type { RepositoryName } from "../forge-reader.ts";
import type {
	CommentNode,
	IssueNode,
	PullRequestNode,
	RepositoryNode,
	ReviewNode,
	ThreadNode,
	WorkItemNode,
} from "./nodes.ts";
import { actorNode } from "./nodes.ts";
import { personOfNode } from "./person.ts";

export type Label = IssueChange["labels"][number];
/** Labels by node id: GraphQL gives a label no numeric id. */
export type LabelsByNode = ReadonlyMap<string, Label>;

export function repositoryOfNode(node: RepositoryNode): RepositoryChange {
	const { owner } = node;
	return {
		nativeId: node.databaseId,
		nodeId: node.id,
		createdAt: node.createdAt,
		updatedAt: node.updatedAt,
		organization:
			owner.__typename !== "Organization" || owner.databaseId === null || owner.databaseId === undefined
				? null
				: {
						nativeId: owner.databaseId,
						nodeId: owner.id ?? null,
						login: owner.login,
						name: owner.name ?? null,
						avatarUrl: personOfNode(owner)?.avatarUrl ?? null,
						htmlUrl: owner.url ?? null,
					},
		name: node.name,
		nameWithOwner: node.nameWithOwner,
		defaultBranch: node.defaultBranchRef?.name ?? null,
		description: node.description,
		htmlUrl: node.url,
		isPrivate: node.isPrivate,
		isArchived: node.isArchived,
		visibility: node.visibility,
		pushedAt: node.pushedAt,
	};
}

export function issueOfNode(repository: RepositoryName, node: IssueNode, labels: LabelsByNode): ScmChange {
	const issue = { ...workItem(node, labels), state: node.state, stateReason: node.stateReason ?? null };
	return { kind: "issue", lifecycle: "SEEN", repository, issue, actor: null };
}

export function pullRequestOfNode(repository: RepositoryName, node: PullRequestNode, labels: LabelsByNode): ScmChange {
	const pullRequest: PullRequestChange = {
		...workItem(node, labels),
		state: node.state,
		isDraft: node.isDraft,
		mergedAt: node.mergedAt,
		mergedBy: personOfNode(node.mergedBy),
		additions: node.additions,
		deletions: node.deletions,
		changedFiles: node.changedFiles,
		commits: node.commits.totalCount,
		reviewDecision: node.reviewDecision,
		// Not computed yet is the same as not told.
		mergeable: node.mergeable === "UNKNOWN" ? null : node.mergeable,
		headRefName: node.headRefName,
		headRefOid: node.headRefOid,
		baseRefName: node.baseRefName,
		baseRefOid: node.baseRefOid,
		mergeCommitSha: node.mergeCommit?.oid ?? null,
		requestedReviewers: (node.reviewRequests?.nodes ?? []).flatMap(({ requestedReviewer }) => {
			const reviewer = actorNode.safeParse(requestedReviewer);
			return reviewer.success ? (personOfNode(reviewer.data) ?? []) : [];
		}),
	};
	return { kind: "pull_request", lifecycle: "SEEN", repository, pullRequest, actor: null };
}

function workItem(node: WorkItemNode, labels: LabelsByNode) {
	return {
		nativeId: node.fullDatabaseId,
		nodeId: node.id,
		createdAt: node.createdAt,
		updatedAt: node.updatedAt,
		number: node.number,
		title: node.title,
		body: node.body === "" ? null : node.body,
		htmlUrl: node.url,
		isLocked: node.locked,
		closedAt: node.closedAt,
		commentsCount: node.comments.totalCount ?? 0,
		author: personOfNode(node.author),
		labels: (node.labels?.nodes ?? []).flatMap(({ id }) => labels.get(id) ?? []),
		assignees: node.assignees.nodes.flatMap((assignee) => personOfNode(assignee) ?? []),
	};
}

export function commentOfNode(
	repository: RepositoryName,
	parent: { number: number; onPullRequest: boolean },
	node: CommentNode,
): ScmChange {
	return {
		kind: "comment",
		lifecycle: "SEEN",
		repository,
		comment: {
			nativeId: node.fullDatabaseId,
			nodeId: node.id,
			createdAt: node.createdAt,
			updatedAt: node.updatedAt,
			issueNumber: parent.number,
			onPullRequest: parent.onPullRequest,
			body: node.body,
			htmlUrl: node.url,
			author: personOfNode(node.author),
			authorAssociation: node.authorAssociation,
		},
	};
}

/** Nothing for a review that is still being written: only its author sees it. */
export function reviewOfNode(repository: RepositoryName, pullRequestNumber: number, node: ReviewNode): ScmChange[] {
	if (node.state === "PENDING" || node.submittedAt === null) return [];
	return [
		{
			kind: "review",
			lifecycle: node.state === "DISMISSED" ? "DISMISSED" : "SEEN",
			repository,
			review: {
				nativeId: node.fullDatabaseId,
				nodeId: node.id,
				createdAt: node.createdAt,
				updatedAt: node.updatedAt,
				pullRequestNumber,
				state: node.state,
				body: node.body === "" ? null : node.body,
				htmlUrl: node.url,
				submittedAt: node.submittedAt,
				commitId: node.commit?.oid ?? null,
				author: personOfNode(node.author),
			},
		},
	];
}

/** The comments of a thread, all of which carry the thread's identity: its first comment. */
export function threadOfNode(repository: RepositoryName, pullRequestNumber: number, node: ThreadNode): ScmChange[] {
	const [first] = node.comments.nodes;
	if (first === undefined) return [];
	return node.comments.nodes.map((comment) => ({
		kind: "review_comment",
		lifecycle: "SEEN",
		repository,
		comment: {
			nativeId: comment.fullDatabaseId,
			nodeId: comment.id,
			createdAt: comment.createdAt,
			updatedAt: comment.updatedAt,
			pullRequestNumber,
			threadNativeId: first.fullDatabaseId,
			threadNodeId: node.id,
			threadResolved: node.isResolved,
			threadOutdated: node.isOutdated,
			reviewNativeId: comment.pullRequestReview?.fullDatabaseId ?? null,
			inReplyToNativeId: comment.replyTo?.fullDatabaseId ?? null,
			body: comment.body,
			path: comment.path,
			line: comment.line,
			originalLine: comment.originalLine,
			startLine: comment.startLine,
			side: node.diffSide,
			diffHunk: comment.diffHunk,
			commitId: comment.commit?.oid ?? null,
			htmlUrl: comment.url,
			author: personOfNode(comment.author),
		},
	}));
}
