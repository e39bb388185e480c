import { sql } from "kysely";
import type { TenantTransaction } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";
import { likePattern } from "../operations/like-pattern.ts";
import type { Page, PageQuery } from "../operations/page.ts";

export interface RepositoryQuery extends PageQuery {
	/** Part of the name. */
	q?: string | undefined;
}

/** Mirrored repositories with how much they hold, by name. */
export async function listRepositories(
	tx: TenantTransaction,
	{ page, size, q }: RepositoryQuery,
): Promise<Page<unknown>> {
	const matching = tx
		.selectFrom("repository")
		.where("is_available", "=", true)
		.$if(q !== undefined, (query) => query.where("name_with_owner", "ilike", likePattern(q ?? "")));
	const { total } = await matching.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
	const content = await matching
		.select((eb) => [
			"id",
			"name_with_owner as nameWithOwner",
			"description",
			"html_url as htmlUrl",
			"default_branch as defaultBranch",
			"is_private as isPrivate",
			"is_archived as isArchived",
			isoInstant(eb.ref("pushed_at")).as("pushedAt"),
			countOf("PULL_REQUEST").as("pullRequests"),
			countOf("ISSUE").as("issues"),
		])
		.orderBy(sql`lower(name_with_owner)`)
		.orderBy("id")
		.limit(size)
		.offset(page * size)
		.execute();
	return { content, totalElements: total, page, size };
}

function countOf(type: "PULL_REQUEST" | "ISSUE") {
	return sql<number>`(select count(*) from issue where issue.repository_id = repository.id and issue.issue_type = ${type})`;
}
