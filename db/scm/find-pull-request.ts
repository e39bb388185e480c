import { type Expression, expressionBuilder } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { TenantTransaction } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";
import type { DB } from "../schema.gen.ts";
import { listConversation } from "./list-conversation.ts";
import { latestReviewColumns, pullRequestColumns } from "./select-pull-request.ts";
import { workItemColumns } from "./select-work-item.ts";

/** A pull request with its people, its conversation, its reviews and the decisions about them; null when unknown here. */
export async function findPullRequest(tx: TenantTransaction, id: number) {
	const row = await tx
		.selectFrom("issue")
		.innerJoin("repository", "repository.id", "issue.repository_id")
		.innerJoin("pull_request", "pull_request.issue_id", "issue.id")
		.select((eb) => workItemColumns(eb))
		.select((eb) => pullRequestColumns(eb))
		.select((eb) => [
			"issue.body",
			"pull_request.head_ref_name as headRefName",
			"pull_request.head_ref_oid as headRefOid",
			"pull_request.base_ref_name as baseRefName",
			peopleIn(
				eb
					.selectFrom("issue_assignee")
					.select("user_id")
					.whereRef("issue_assignee.issue_id", "=", "issue.id")
					.$asScalar(),
			).as("assignees"),
			peopleIn(
				eb
					.selectFrom("pull_request_requested_reviewer as requested")
					.select("user_id")
					.whereRef("requested.issue_id", "=", "issue.id")
					.$asScalar(),
			).as("requestedReviewers"),
		])
		.where("issue.id", "=", id)
		.executeTakeFirst();
	if (row === undefined) return null;
	const [conversation, reviews, decisions] = [
		await listConversation(tx, id),
		await listReviewsOf(tx, id),
		await listDecisions(tx, id),
	];
	return { ...row, conversation, reviews, decisions };
}

function peopleIn(userIds: Expression<number>) {
	return jsonArrayFrom(
		expressionBuilder<DB, never>()
			.selectFrom("scm_user as person")
			.select([
				"person.id",
				"person.login",
				"person.name",
				"person.avatar_url as avatarUrl",
				"person.html_url as htmlUrl",
				"person.type",
			])
			.where("person.id", "in", userIds)
			.orderBy("person.login"),
	);
}

async function listReviewsOf(tx: TenantTransaction, issueId: number) {
	return await tx
		.selectFrom("review")
		.select((eb) => latestReviewColumns(eb))
		.where("review.issue_id", "=", issueId)
		.orderBy("review.created_at", "desc")
		.orderBy("review.id")
		.limit(50)
		.execute();
}

async function listDecisions(tx: TenantTransaction, issueId: number) {
	return await tx
		.selectFrom("admission_decision")
		.select((eb) => [
			"trigger",
			"outcome",
			"reason",
			"review_id as reviewId",
			isoInstant(eb.ref("decided_at")).as("decidedAt"),
		])
		.where("issue_id", "=", issueId)
		.orderBy("decided_at", "desc")
		.orderBy("id", "desc")
		.limit(50)
		.execute();
}
