import { expressionBuilder, sql } from "kysely";
import type { TenantTransaction } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";
import type { DB } from "../schema.gen.ts";
import { selectPerson } from "./select-person.ts";

const LIMIT = 500;

/** What people said on an issue or pull request: comments, reviews and inline comments, oldest first. */
export async function listConversation(tx: TenantTransaction, issueId: number) {
	const entries = await Promise.all([listComments(tx, issueId), listReviews(tx, issueId), listInline(tx, issueId)]);
	return entries.flat().sort((left, right) => left.createdAt.localeCompare(right.createdAt) || left.id - right.id);
}

const nothing = {
	reviewState: null,
	path: null,
	line: null,
	diffHunk: null,
	threadResolved: null,
};

async function listComments(tx: TenantTransaction, issueId: number) {
	const rows = await tx
		.selectFrom("issue_comment")
		.select((eb) => [
			"id",
			"body",
			"html_url as htmlUrl",
			isoInstant(eb.ref("created_at")).as("createdAt"),
			selectPerson(expressionBuilder<DB, never>(), eb.ref("author_id")).as("author"),
		])
		.where("issue_id", "=", issueId)
		.orderBy("created_at")
		.limit(LIMIT)
		.execute();
	return rows.map((row) => ({ kind: "COMMENT", ...nothing, ...row }));
}

// A review without a verdict and without words is only the carrier of its inline comments.
async function listReviews(tx: TenantTransaction, issueId: number) {
	const rows = await tx
		.selectFrom("pull_request_review")
		.select((eb) => [
			"id",
			"body",
			"html_url as htmlUrl",
			"state as reviewState",
			isoInstant(eb.ref("submitted_at")).as("createdAt"),
			selectPerson(expressionBuilder<DB, never>(), eb.ref("author_id")).as("author"),
		])
		.where("issue_id", "=", issueId)
		.where((eb) => eb.or([eb("state", "<>", "COMMENTED"), eb(sql`coalesce(body, '')`, "<>", "")]))
		.orderBy("submitted_at")
		.limit(LIMIT)
		.execute();
	return rows.map((row) => ({ kind: "REVIEW", ...nothing, ...row }));
}

async function listInline(tx: TenantTransaction, issueId: number) {
	const rows = await tx
		.selectFrom("pull_request_review_comment as comment")
		.innerJoin("pull_request_review_thread as thread", "thread.id", "comment.thread_id")
		.select((eb) => [
			"comment.id",
			"comment.body",
			"comment.html_url as htmlUrl",
			"comment.path",
			"comment.diff_hunk as diffHunk",
			eb.fn.coalesce("comment.line", "comment.original_line").as("line"),
			isoInstant(eb.ref("comment.created_at")).as("createdAt"),
			selectPerson(expressionBuilder<DB, never>(), eb.ref("comment.author_id")).as("author"),
			eb("thread.state", "=", "RESOLVED").as("threadResolved"),
		])
		.where("comment.issue_id", "=", issueId)
		.orderBy("comment.created_at")
		.limit(LIMIT)
		.execute();
	return rows.map((row) => ({ kind: "INLINE", ...nothing, ...row }));
}
