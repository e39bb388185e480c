import type { ReviewCommentChange, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { deletionKey } from "@hephaestus/domain/scm/domain-events.ts";
import { type ApplyContext, mirroredColumns, NATIVE_KEY } from "./apply-context.ts";
import { layersByKey } from "./layers.ts";
import type { ParentOf } from "./parent-of.ts";
import { issuesOf } from "./upsert-comments.ts";
import { upsertThreads } from "./upsert-threads.ts";
import type { UserIds } from "./upsert-users.ts";
import { upsertVersioned } from "./upsert-versioned.ts";
import { withoutDeleted } from "./without-deleted.ts";

export interface PlacedReviewComment {
	comment: ReviewCommentChange;
	issueId: number;
}

/** Writes inline comments with their threads; returns the ids of the issues in which one changed, one a row. */
export async function upsertReviewComments(
	context: ApplyContext,
	changes: readonly ScmChange[],
	parentOf: ParentOf,
	users: UserIds,
): Promise<number[]> {
	const told = changes.flatMap((change): PlacedReviewComment[] => {
		const parent = parentOf(change);
		if (change.kind !== "review_comment" || change.lifecycle === "DELETED" || parent === undefined) return [];
		return [{ comment: change.comment, issueId: parent.id }];
	});
	const living = await withoutDeleted(context, told, ({ comment }) => deletionKey.reviewComment(comment.nativeId));
	const changed: number[] = [];
	for (const layer of layersByKey(living, ({ comment }) => comment.nativeId)) {
		const threads = await upsertThreads(context, layer);
		const reviews = await findIds(context, "pull_request_review", reviewsOf(layer));
		const ids = await upsertVersioned(context.tx, {
			table: "pull_request_review_comment",
			key: [...NATIVE_KEY],
			partial: ["node_id", "author_id", "review_id", "review_native_id", "diff_hunk", "commit_id", "original_line"],
			rows: layer.flatMap(({ comment, issueId }) => {
				const threadId = threads.get(comment.threadNativeId);
				if (threadId === undefined) return [];
				return [
					{
						...mirroredColumns(context, comment),
						issue_id: issueId,
						thread_id: threadId,
						review_id: reviews.get(comment.reviewNativeId ?? 0) ?? null,
						review_native_id: comment.reviewNativeId,
						author_id: users.get(comment.author?.nativeId ?? 0) ?? null,
						body: comment.body,
						path: comment.path,
						line: comment.line,
						original_line: comment.originalLine,
						side: comment.side,
						diff_hunk: comment.diffHunk,
						commit_id: comment.commitId,
						html_url: comment.htmlUrl,
						in_reply_to_native_id: comment.inReplyToNativeId,
					},
				];
			}),
		});
		changed.push(...(await issuesOf(context, "pull_request_review_comment", ids)));
	}
	return changed;
}

function reviewsOf(layer: readonly PlacedReviewComment[]): number[] {
	return layer.flatMap(({ comment }) => (comment.reviewNativeId === null ? [] : [comment.reviewNativeId]));
}

/** Internal ids of rows by the provider's ids. */
export async function findIds(
	{ tx, workspaceId, gitProviderId }: ApplyContext,
	table: "pull_request_review" | "pull_request_review_thread",
	nativeIds: number[],
): Promise<Map<number, number>> {
	if (nativeIds.length === 0) return new Map();
	const rows = await tx
		.selectFrom(table)
		.select(["id", "native_id"])
		.where("workspace_id", "=", workspaceId)
		.where("git_provider_id", "=", gitProviderId)
		.where("native_id", "in", [...new Set(nativeIds)])
		.execute();
	return new Map(rows.map(({ native_id, id }) => [native_id, id]));
}
