import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { sql } from "kysely";
import { type ApplyContext, mirroredColumns, NATIVE_KEY } from "./apply-context.ts";
import { layersByKey } from "./layers.ts";
import type { ParentOf } from "./parent-of.ts";
import { findIds, type PlacedReviewComment } from "./upsert-review-comments.ts";
import type { UserIds } from "./upsert-users.ts";
import { upsertVersioned } from "./upsert-versioned.ts";

// A comment alone says nothing about its thread's state, so what it makes is older than anything that does.
const UNKNOWN_SINCE = "1970-01-01T00:00:00Z";

/**
 * Makes or updates the threads of inline comments and returns their ids by native id. Threads have no version at the
 * provider: whoever knows the state, knows it as of the moment of telling.
 */
export async function upsertThreads(
	context: ApplyContext,
	comments: readonly PlacedReviewComment[],
): Promise<Map<number, number>> {
	const rootsFirst = comments.toSorted(
		(a, b) => Number(a.comment.inReplyToNativeId !== null) - Number(b.comment.inReplyToNativeId !== null),
	);
	const [threads = []] = layersByKey(rootsFirst, ({ comment }) => comment.threadNativeId);
	await upsertVersioned(context.tx, {
		table: "pull_request_review_thread",
		key: [...NATIVE_KEY],
		partial: ["node_id", "line", "start_line"],
		unversioned: true,
		rows: threads.map(({ comment, issueId }) => ({
			...mirroredColumns(context, { nativeId: comment.threadNativeId, nodeId: comment.threadNodeId }),
			created_at: comment.createdAt,
			...(comment.threadResolved === null ? { updated_at: UNKNOWN_SINCE, observed_at: UNKNOWN_SINCE } : {}),
			issue_id: issueId,
			state: comment.threadResolved === true ? "RESOLVED" : "UNRESOLVED",
			path: comment.path,
			line: comment.line,
			start_line: comment.startLine,
			side: comment.side,
			outdated: comment.threadOutdated ?? false,
		})),
	});
	return await findIds(
		context,
		"pull_request_review_thread",
		threads.map(({ comment }) => comment.threadNativeId),
	);
}

/** Resolves and reopens threads; returns the ids of the issues in which one changed, one a row. */
export async function applyThreadStates(
	{ tx, workspaceId, gitProviderId, observedAt }: ApplyContext,
	changes: readonly ScmChange[],
	parentOf: ParentOf,
	users: UserIds,
): Promise<number[]> {
	const changed: number[] = [];
	for (const change of changes) {
		if (change.kind !== "review_thread" || parentOf(change) === undefined) continue;
		const resolved = change.lifecycle === "RESOLVED";
		const rows = await tx
			.updateTable("pull_request_review_thread")
			.set({
				state: resolved ? "RESOLVED" : "UNRESOLVED",
				resolved_by_id: resolved ? (users.get(change.resolvedBy?.nativeId ?? 0) ?? null) : null,
				updated_at: observedAt,
				observed_at: observedAt,
			})
			.where("workspace_id", "=", workspaceId)
			.where("git_provider_id", "=", gitProviderId)
			.where("native_id", "=", change.threadNativeId)
			.where("observed_at", "<", sql<Date>`${observedAt}::timestamptz`)
			.returning("issue_id")
			.execute();
		changed.push(...rows.map(({ issue_id }) => issue_id));
	}
	return changed;
}
