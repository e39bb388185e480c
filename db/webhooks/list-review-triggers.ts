import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

export interface TriggeringEvent {
	eventKey: string;
	type: string;
	occurredAt: Date;
	/** Set for a comment: our id and its text. */
	comment: { id: number; body: string } | null;
	pullRequest: { issueId: number; number: number; repositoryId: number; nameWithOwner: string };
}

const TYPES = ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized", "CommentCreated"];

/**
 * What one delivery told of open pull requests that may start a review, in order. Reading it again after a crash gives
 * the same, and events that another delivery told first are not among them.
 */
export async function listReviewTriggers(
	db: Database,
	{ workspaceId, deliveryId }: { workspaceId: number; deliveryId: number },
): Promise<TriggeringEvent[]> {
	const rows = await withWorkspace(db, workspaceId, (tx) =>
		tx
			.selectFrom("domain_event")
			.innerJoin("issue", "issue.id", "domain_event.issue_id")
			.innerJoin("repository", "repository.id", "issue.repository_id")
			.leftJoin("issue_comment", (join) =>
				join
					.onRef("issue_comment.issue_id", "=", "issue.id")
					.on("issue_comment.native_id", "=", sql<number>`(domain_event.payload ->> 'nativeId')::bigint`)
					.on("domain_event.type", "=", "CommentCreated"),
			)
			.select(["event_key", "domain_event.type", "occurred_at", "issue.id as issueId", "issue.number"])
			.select(["repository.id as repositoryId", "repository.name_with_owner as nameWithOwner"])
			.select(["issue_comment.id as commentId", "issue_comment.body as commentBody"])
			.where(sql<string>`domain_event.payload ->> 'deliveryId'`, "=", String(deliveryId))
			.where("domain_event.source", "=", "WEBHOOK")
			.where("domain_event.type", "in", TYPES)
			.where("issue.issue_type", "=", "PULL_REQUEST")
			.where("issue.state", "=", "OPEN")
			.orderBy("domain_event.id")
			.execute(),
	);
	return rows.map((row) => ({
		eventKey: row.event_key,
		type: row.type,
		occurredAt: row.occurred_at,
		comment: row.commentId === null || row.commentBody === null ? null : { id: row.commentId, body: row.commentBody },
		pullRequest: {
			issueId: row.issueId,
			number: row.number,
			repositoryId: row.repositoryId,
			nameWithOwner: row.nameWithOwner,
		},
	}));
}
