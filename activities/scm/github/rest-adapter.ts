import type { Lifecycle, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import type { z } from "zod";
import type { RepositoryName } from "../forge-reader.ts";
import type {
	commentPayload,
	IssuePayload,
	PullRequestPayload,
	ReviewCommentPayload,
	reviewPayload,
	WorkItemPayload,
} from "./payloads.ts";
import { personOfRest, type RestUser } from "./person.ts";
import { labelOfRest } from "./rest-repository.ts";

type Sender = RestUser | null | undefined;

export function issueOfRest(
	repository: RepositoryName,
	lifecycle: Lifecycle,
	issue: IssuePayload,
	sender: Sender,
): ScmChange {
	return {
		kind: "issue",
		lifecycle,
		repository,
		actor: personOfRest(sender),
		issue: {
			...workItem(issue),
			state: issue.state === "closed" ? "CLOSED" : "OPEN",
			stateReason: issue.state_reason?.toUpperCase() ?? null,
		},
	};
}

export function pullRequestOfRest(
	repository: RepositoryName,
	lifecycle: Lifecycle,
	pullRequest: PullRequestPayload,
	sender: Sender,
): ScmChange {
	return {
		kind: "pull_request",
		lifecycle,
		repository,
		actor: personOfRest(sender),
		pullRequest: {
			...workItem(pullRequest),
			state: stateOf(pullRequest),
			isDraft: pullRequest.draft,
			mergedAt: pullRequest.merged_at ?? null,
			mergedBy: personOfRest(pullRequest.merged_by),
			additions: pullRequest.additions,
			deletions: pullRequest.deletions,
			changedFiles: pullRequest.changed_files,
			commits: pullRequest.commits,
			reviewDecision: null,
			mergeable: mergeableOf(pullRequest.mergeable),
			headRefName: pullRequest.head.ref,
			headRefOid: pullRequest.head.sha,
			baseRefName: pullRequest.base.ref,
			baseRefOid: pullRequest.base.sha,
			// Before the merge this names GitHub's test merge, which GraphQL does not show.
			mergeCommitSha: isMerged(pullRequest) ? (pullRequest.merge_commit_sha ?? null) : null,
			requestedReviewers: pullRequest.requested_reviewers.flatMap((reviewer) => personOfRest(reviewer) ?? []),
		},
	};
}

export function isMerged({ merged, merged_at }: PullRequestPayload): boolean {
	return merged === true || (merged_at !== null && merged_at !== undefined);
}

function stateOf(pullRequest: PullRequestPayload): "OPEN" | "CLOSED" | "MERGED" {
	if (isMerged(pullRequest)) return "MERGED";
	return pullRequest.state === "closed" ? "CLOSED" : "OPEN";
}

function mergeableOf(mergeable: boolean | null | undefined): string | null {
	if (mergeable === null || mergeable === undefined) return null;
	return mergeable ? "MERGEABLE" : "CONFLICTING";
}

function workItem(item: WorkItemPayload) {
	return {
		nativeId: item.id,
		nodeId: item.node_id ?? null,
		createdAt: item.created_at,
		updatedAt: item.updated_at,
		number: item.number,
		title: item.title,
		body: item.body === "" ? null : (item.body ?? null),
		htmlUrl: item.html_url,
		isLocked: item.locked,
		closedAt: item.closed_at ?? null,
		commentsCount: item.comments,
		author: personOfRest(item.user),
		labels: item.labels.map(labelOfRest),
		assignees: item.assignees.flatMap((assignee) => personOfRest(assignee) ?? []),
	};
}

export function commentOfRest(
	repository: RepositoryName,
	lifecycle: Lifecycle,
	parent: { number: number; onPullRequest: boolean },
	comment: z.infer<typeof commentPayload>,
): ScmChange {
	return {
		kind: "comment",
		lifecycle,
		repository,
		comment: { ...commentFields(comment), issueNumber: parent.number, onPullRequest: parent.onPullRequest },
	};
}

function commentFields(comment: z.infer<typeof commentPayload>) {
	return {
		nativeId: comment.id,
		nodeId: comment.node_id ?? null,
		createdAt: comment.created_at,
		updatedAt: comment.updated_at,
		body: comment.body ?? "",
		htmlUrl: comment.html_url,
		author: personOfRest(comment.user),
		authorAssociation: comment.author_association ?? null,
	};
}

const REVIEW_STATES = ["COMMENTED", "APPROVED", "CHANGES_REQUESTED", "DISMISSED"] as const;

export function reviewOfRest(
	repository: RepositoryName,
	lifecycle: Lifecycle,
	pullRequest: { number: number; created_at: string; updated_at: string },
	review: z.infer<typeof reviewPayload>,
): ScmChange {
	const submittedAt = review.submitted_at ?? pullRequest.created_at;
	const state = review.state.toUpperCase();
	return {
		kind: "review",
		lifecycle,
		repository,
		review: {
			nativeId: review.id,
			nodeId: review.node_id ?? null,
			createdAt: submittedAt,
			// Older payloads have no version: what is not the submission itself is as new as the pull request.
			updatedAt: review.updated_at ?? (lifecycle === "CREATED" ? submittedAt : pullRequest.updated_at),
			pullRequestNumber: pullRequest.number,
			state: REVIEW_STATES.find((known) => known === state) ?? "UNKNOWN",
			body: review.body === "" ? null : (review.body ?? null),
			htmlUrl: review.html_url,
			submittedAt,
			commitId: review.commit_id ?? null,
			author: personOfRest(review.user),
		},
	};
}

export function reviewCommentOfRest(
	repository: RepositoryName,
	lifecycle: Lifecycle,
	pullRequestNumber: number,
	comment: ReviewCommentPayload,
	threadNodeId: string | null = null,
): ScmChange {
	const { authorAssociation: _, ...fields } = commentFields(comment);
	return {
		kind: "review_comment",
		lifecycle,
		repository,
		comment: {
			...fields,
			pullRequestNumber,
			// GitHub lets every reply name the thread's first comment.
			threadNativeId: comment.in_reply_to_id ?? comment.id,
			threadNodeId,
			threadResolved: null,
			threadOutdated: null,
			reviewNativeId: comment.pull_request_review_id ?? null,
			inReplyToNativeId: comment.in_reply_to_id ?? null,
			path: comment.path,
			line: comment.line ?? null,
			originalLine: comment.original_line ?? null,
			startLine: comment.start_line ?? null,
			side: comment.side ?? "RIGHT",
			diffHunk: comment.diff_hunk ?? null,
			commitId: comment.commit_id ?? null,
		},
	};
}
