import type { ReviewChange, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { sql } from "kysely";
import { type ApplyContext, mirroredColumns, NATIVE_KEY } from "./apply-context.ts";
import { layersByKey } from "./layers.ts";
import type { ParentOf } from "./parent-of.ts";
import { issuesOf } from "./upsert-comments.ts";
import type { UserIds } from "./upsert-users.ts";
import { upsertVersioned } from "./upsert-versioned.ts";

// A dismissed review keeps the verdict it had, and is never undismissed (integration specification, section 4).
const STATE_RULE = `case
	when excluded.state = 'DISMISSED' then t.state
	when t.state = 'DISMISSED' or newer then excluded.state
	else t.state end`;

/** Writes reviews; returns the ids of the issues in which a review changed, one a row. */
export async function upsertReviews(
	context: ApplyContext,
	changes: readonly ScmChange[],
	parentOf: ParentOf,
	users: UserIds,
): Promise<number[]> {
	const told = changes.flatMap((change): { review: ReviewChange; issueId: number }[] => {
		const parent = parentOf(change);
		if (change.kind !== "review" || change.lifecycle === "DELETED" || parent === undefined) return [];
		return [{ review: change.review, issueId: parent.id }];
	});
	const changed: number[] = [];
	for (const layer of layersByKey(told, ({ review }) => review.nativeId)) {
		const ids = await upsertVersioned(context.tx, {
			table: "pull_request_review",
			key: [...NATIVE_KEY],
			partial: ["node_id", "author_id", "commit_id"],
			rules: { state: STATE_RULE, is_dismissed: "t.is_dismissed or excluded.is_dismissed" },
			rows: layer.map(({ review, issueId }) => ({
				...mirroredColumns(context, review),
				issue_id: issueId,
				author_id: users.get(review.author?.nativeId ?? 0) ?? null,
				state: review.state,
				is_dismissed: review.state === "DISMISSED",
				body: review.body,
				html_url: review.htmlUrl,
				submitted_at: review.submittedAt,
				commit_id: review.commitId,
			})),
		});
		await adoptComments(context, ids);
		changed.push(...(await issuesOf(context, "pull_request_review", ids)));
	}
	return changed;
}

// Inline comments that arrived before their review find it now.
async function adoptComments({ tx }: ApplyContext, reviewIds: number[]): Promise<void> {
	if (reviewIds.length === 0) return;
	await sql`
		update pull_request_review_comment as comment set review_id = review.id from pull_request_review as review
		where review.id = any(${reviewIds}) and comment.review_id is null and comment.review_native_id = review.native_id
			and comment.workspace_id = review.workspace_id and comment.git_provider_id = review.git_provider_id`.execute(tx);
}
