import type { CommentChange, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { deletionKey } from "@hephaestus/domain/scm/domain-events.ts";
import { type ApplyContext, mirroredColumns, NATIVE_KEY } from "./apply-context.ts";
import { layersByKey } from "./layers.ts";
import type { ParentOf } from "./parent-of.ts";
import type { UserIds } from "./upsert-users.ts";
import { upsertVersioned } from "./upsert-versioned.ts";
import { withoutDeleted } from "./without-deleted.ts";

/** Writes comments on issues and pull requests; returns the ids of the issues in which a comment changed, one a row. */
export async function upsertComments(
	context: ApplyContext,
	changes: readonly ScmChange[],
	parentOf: ParentOf,
	users: UserIds,
): Promise<number[]> {
	const told = changes.flatMap((change): { comment: CommentChange; issueId: number }[] => {
		const parent = parentOf(change);
		if (change.kind !== "comment" || change.lifecycle === "DELETED" || parent === undefined) return [];
		return [{ comment: change.comment, issueId: parent.id }];
	});
	const living = await withoutDeleted(context, told, ({ comment }) => deletionKey.comment(comment.nativeId));
	const changed: number[] = [];
	for (const layer of layersByKey(living, ({ comment }) => comment.nativeId)) {
		const ids = await upsertVersioned(context.tx, {
			table: "issue_comment",
			key: [...NATIVE_KEY],
			partial: ["node_id", "author_id", "author_association"],
			rows: layer.map(({ comment, issueId }) => ({
				...mirroredColumns(context, comment),
				issue_id: issueId,
				author_id: users.get(comment.author?.nativeId ?? 0) ?? null,
				body: comment.body,
				html_url: comment.htmlUrl,
				author_association: comment.authorAssociation,
			})),
		});
		changed.push(...(await issuesOf(context, "issue_comment", ids)));
	}
	return changed;
}

/** The issue of each of the rows. */
export async function issuesOf(
	{ tx }: ApplyContext,
	table: "issue_comment" | "pull_request_review" | "pull_request_review_comment" | "pull_request_review_thread",
	ids: number[],
): Promise<number[]> {
	if (ids.length === 0) return [];
	const rows = await tx.selectFrom(table).select("issue_id").where("id", "in", ids).execute();
	return rows.map(({ issue_id }) => issue_id);
}
