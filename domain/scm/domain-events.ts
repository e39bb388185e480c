import type { Lifecycle, ScmChange, UserChange } from "./changes.ts";

/** Something that happened, as recorded once per workspace; types are those of the specification. */
export interface DomainEvent {
	/** Deterministic: the same happening has the same key however and however often it is told. */
	key: string;
	type: string;
	/** ISO-8601. */
	occurredAt: string;
	actor: UserChange | null;
	payload: Record<string, string | number | boolean | null>;
}

/** Keys of deletions: they are looked up as tombstones. */
export const deletionKey = {
	issue: (repositoryNativeId: number, number: number) => `IssueDeleted:${repositoryNativeId}#${number}`,
	label: (nativeId: number) => `LabelDeleted:${nativeId}`,
	comment: (nativeId: number) => `CommentDeleted:${nativeId}`,
	reviewComment: (nativeId: number) => `ReviewCommentDeleted:${nativeId}`,
};

/**
 * The events that a change tells of. It depends on the change alone, so that any order and repetition of changes
 * records the same events; what a sync finds already closed tells its closing too.
 */
export function domainEventsOf(change: ScmChange, observedAt: string): DomainEvent[] {
	switch (change.kind) {
		case "issue":
			return issueEvents(change);
		case "pull_request":
			return pullRequestEvents(change);
		case "comment":
			return commentEvents("Comment", change.lifecycle, change.comment, deletionKey.comment, observedAt);
		case "review_comment":
			return commentEvents("ReviewComment", change.lifecycle, change.comment, deletionKey.reviewComment, observedAt);
		case "review":
			return reviewEvents(change);
		case "review_thread":
			return threadEvents(change);
		case "label":
			return labelEvents(change, observedAt);
		case "repository":
			return [];
	}
}

type ChangeOf<K extends ScmChange["kind"]> = Extract<ScmChange, { kind: K }>;

function issueEvents({ issue, lifecycle, actor, repository }: ChangeOf<"issue">): DomainEvent[] {
	const event = eventAt("Issue", issue.nativeId, { number: issue.number });
	const updated = (suffix: string) => event(suffix, issue.updatedAt, actor);
	const closed = event("Closed", issue.closedAt ?? issue.updatedAt, actor, { stateReason: issue.stateReason });
	switch (lifecycle) {
		case "CREATED":
			return [{ ...event("Created", issue.createdAt, issue.author), key: `IssueCreated:${issue.nativeId}` }];
		case "SEEN":
			return [
				{ ...event("Created", issue.createdAt, issue.author), key: `IssueCreated:${issue.nativeId}` },
				...(issue.state === "CLOSED" ? [closed] : []),
			];
		case "CLOSED":
			return [closed];
		case "DELETED":
			return [{ ...updated("Deleted"), key: deletionKey.issue(repository.nativeId, issue.number) }];
		default:
			return named(lifecycle, ["UPDATED", "REOPENED", "LABELED", "UNLABELED"]).map(updated);
	}
}

function pullRequestEvents({ pullRequest, lifecycle, actor }: ChangeOf<"pull_request">): DomainEvent[] {
	const { nativeId, createdAt, updatedAt, closedAt, state, author, mergedBy, headRefOid } = pullRequest;
	const event = eventAt("PullRequest", nativeId, { number: pullRequest.number, headRefOid });
	const created = { ...event("Created", createdAt, author), key: `PullRequestCreated:${nativeId}` };
	const wasMerged = state === "MERGED";
	const closed = event("Closed", closedAt ?? updatedAt, actor ?? mergedBy, { wasMerged });
	const merged = event("Merged", pullRequest.mergedAt ?? updatedAt, mergedBy ?? actor);
	switch (lifecycle) {
		case "CREATED":
			return [created];
		case "SEEN":
			return [created, ...(state === "OPEN" ? [] : [closed]), ...(wasMerged ? [merged] : [])];
		case "CLOSED":
			return [closed];
		case "MERGED":
			return [closed, merged];
		case "SYNCHRONIZED":
			// The same push is told again by a redelivery; its commit names it better than a time.
			return [{ ...event("Synchronized", updatedAt, actor), key: `PullRequestSynchronized:${nativeId}:${headRefOid}` }];
		default:
			return named(lifecycle, ["UPDATED", "REOPENED", "READY", "DRAFTED", "LABELED", "UNLABELED"]).map((suffix) =>
				event(suffix, updatedAt, actor),
			);
	}
}

function commentEvents(
	subject: "Comment" | "ReviewComment",
	lifecycle: Lifecycle,
	comment: ChangeOf<"comment" | "review_comment">["comment"],
	deletion: (nativeId: number) => string,
	observedAt: string,
): DomainEvent[] {
	const event = eventAt(subject, comment.nativeId, { nativeId: comment.nativeId });
	switch (lifecycle) {
		case "CREATED":
		case "SEEN":
			return [{ ...event("Created", comment.createdAt, comment.author), key: `${subject}Created:${comment.nativeId}` }];
		case "UPDATED":
			return [event(subject === "Comment" ? "Updated" : "Edited", comment.updatedAt, comment.author)];
		case "DELETED":
			return [{ ...event("Deleted", observedAt, null), key: deletion(comment.nativeId) }];
		default:
			return [];
	}
}

function reviewEvents({ review, lifecycle }: ChangeOf<"review">): DomainEvent[] {
	const event = eventAt("Review", review.nativeId, { nativeId: review.nativeId, state: review.state });
	const submitted = {
		...event("Submitted", review.submittedAt, review.author),
		key: `ReviewSubmitted:${review.nativeId}`,
	};
	// A review is dismissed once and for good.
	const dismissed = { ...event("Dismissed", review.updatedAt, null), key: `ReviewDismissed:${review.nativeId}` };
	switch (lifecycle) {
		case "CREATED":
			return [submitted];
		case "SEEN":
			return review.state === "PENDING" ? [] : [submitted];
		case "UPDATED":
			return [event("Edited", review.updatedAt, review.author)];
		case "DISMISSED":
			return [dismissed];
		default:
			return [];
	}
}

function threadEvents({ lifecycle, threadNativeId, resolvedBy, updatedAt }: ChangeOf<"review_thread">): DomainEvent[] {
	const event = eventAt("ReviewThread", threadNativeId, { nativeId: threadNativeId });
	return named(lifecycle, ["RESOLVED", "UNRESOLVED"]).map((suffix) => event(suffix, updatedAt, resolvedBy));
}

function labelEvents({ label, lifecycle }: ChangeOf<"label">, observedAt: string): DomainEvent[] {
	const event = eventAt("Label", label.nativeId, { name: label.name });
	if (lifecycle === "DELETED")
		return [{ ...event("Deleted", observedAt, null), key: deletionKey.label(label.nativeId) }];
	return named(lifecycle, ["CREATED", "UPDATED"]).map((suffix) => event(suffix, observedAt, null));
}

// `READY` becomes `Ready` when it is one of those that the subject knows.
function named(lifecycle: Lifecycle, known: readonly Lifecycle[]): string[] {
	return known.includes(lifecycle) ? [lifecycle.charAt(0) + lifecycle.slice(1).toLowerCase()] : [];
}

function eventAt(subject: string, nativeId: number, payload: DomainEvent["payload"]) {
	return (
		suffix: string,
		occurredAt: string,
		actor: UserChange | null,
		more: DomainEvent["payload"] = {},
	): DomainEvent => ({
		key: `${subject}${suffix}:${nativeId}:${occurredAt}`,
		type: `${subject}${suffix}`,
		occurredAt,
		actor,
		payload: { ...payload, ...more },
	});
}
