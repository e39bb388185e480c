import { type ExpressionBuilder, sql } from "kysely";
import type { TenantTransaction } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";
import type { DB } from "../schema.gen.ts";
import { countObserved } from "./count-observed.ts";

/** Reviews joined with what they are about, nothing selected yet. */
export function fromReviews(tx: TenantTransaction) {
	return tx
		.selectFrom("review")
		.innerJoin("issue", "issue.id", "review.issue_id")
		.innerJoin("repository", "repository.id", "review.repository_id")
		.leftJoin("scm_user", "scm_user.id", "issue.author_id");
}

/** The columns of a review in a list. */
export function reviewColumns(eb: ExpressionBuilder<DB, "review">) {
	return [
		"review.id",
		"review.status",
		"review.stage",
		"review.trigger",
		"review.delivery_status as deliveryStatus",
		"review.delivery_reason as deliveryReason",
		"review.head_sha as headSha",
		"review.llm_cost_usd as costUsd",
		isoInstant(eb.ref("review.created_at")).as("createdAt"),
		isoInstant(eb.ref("review.started_at")).as("startedAt"),
		isoInstant(eb.ref("review.finished_at")).as("finishedAt"),
		pullRequest.as("pullRequest"),
		countObserved("BAD").as("problems"),
		countObserved("GOOD").as("strengths"),
	] as const;
}

const pullRequest = sql<Record<string, unknown>>`json_build_object(
	'id', issue.id, 'number', issue.number, 'title', issue.title, 'htmlUrl', issue.html_url,
	'repository', repository.name_with_owner,
	'author', case when scm_user.id is null then null else json_build_object(
		'id', scm_user.id, 'login', scm_user.login, 'name', scm_user.name, 'avatarUrl', scm_user.avatar_url,
		'htmlUrl', scm_user.html_url, 'type', scm_user.type) end)`;
