import { type ExpressionBuilder, expressionBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { TenantTransaction } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";
import { likePattern } from "../operations/like-pattern.ts";
import type { PageQuery } from "../operations/page.ts";
import type { DB } from "../schema.gen.ts";
import { selectPerson } from "./select-person.ts";

export interface WorkItemQuery extends PageQuery {
	state?: "OPEN" | "CLOSED" | "MERGED" | undefined;
	repositoryId?: number | undefined;
	/** A login, without case. */
	author?: string | undefined;
	/** Part of the title, or a number, with or without `#`. */
	q?: string | undefined;
}

/** Issues or pull requests that match the query, with nothing selected yet. */
export function matchWorkItems(tx: TenantTransaction, type: "ISSUE" | "PULL_REQUEST", query: WorkItemQuery) {
	const { state, repositoryId, author, q } = query;
	let matching = tx
		.selectFrom("issue")
		.innerJoin("repository", "repository.id", "issue.repository_id")
		.leftJoin("scm_user", "scm_user.id", "issue.author_id")
		.where("issue.issue_type", "=", type);
	if (state !== undefined) matching = matching.where("issue.state", "=", state);
	if (repositoryId !== undefined) matching = matching.where("issue.repository_id", "=", repositoryId);
	if (author !== undefined) matching = matching.where(sql<boolean>`lower(scm_user.login) = ${author.toLowerCase()}`);
	if (q !== undefined && q.trim() !== "") matching = matching.where(matchesText(q.trim()));
	return matching;
}

function matchesText(q: string) {
	const eb = expressionBuilder<DB, "issue">();
	const number = /^#?(\d{1,9})$/.exec(q)?.[1];
	const inTitle = eb("issue.title", "ilike", likePattern(q));
	return number === undefined ? inTitle : eb.or([inTitle, eb("issue.number", "=", Number(number))]);
}

/** The columns that issues and pull requests share in lists. */
export function workItemColumns(eb: ExpressionBuilder<DB, "issue" | "repository">) {
	return [
		"issue.id",
		"issue.number",
		"issue.title",
		"issue.state",
		"issue.html_url as htmlUrl",
		"issue.comments_count as commentsCount",
		isoInstant(eb.ref("issue.created_at")).as("createdAt"),
		isoInstant(eb.ref("issue.updated_at")).as("updatedAt"),
		isoInstant(eb.ref("issue.closed_at")).as("closedAt"),
		sql<{
			id: number;
			nameWithOwner: string;
		}>`json_build_object('id', repository.id, 'nameWithOwner', repository.name_with_owner)`.as("repository"),
		selectPerson(expressionBuilder<DB, never>(), eb.ref("issue.author_id")).as("author"),
		jsonArrayFrom(
			eb
				.selectFrom("issue_label")
				.innerJoin("label", "label.id", "issue_label.label_id")
				.select(["label.name", "label.color"])
				.whereRef("issue_label.issue_id", "=", "issue.id")
				.orderBy("label.name"),
		).as("labels"),
	] as const;
}
