import { sql } from "kysely";
import type { TenantTransaction } from "../operations/database.ts";
import { likePattern } from "../operations/like-pattern.ts";
import type { Page, PageQuery } from "../operations/page.ts";

export interface PeopleQuery extends PageQuery {
	/** Part of the login or the name. */
	q?: string | undefined;
}

/** Mirrored people and bots, by login. E-mail addresses stay in the database. */
export async function listPeople(tx: TenantTransaction, { page, size, q }: PeopleQuery): Promise<Page<unknown>> {
	const pattern = likePattern(q ?? "");
	const matching = tx
		.selectFrom("scm_user")
		.where("type", "<>", "ORGANIZATION")
		.$if(q !== undefined, (query) =>
			query.where((eb) => eb.or([eb("login", "ilike", pattern), eb("name", "ilike", pattern)])),
		);
	const { total } = await matching.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
	const content = await matching
		.select(["id", "login", "name", "avatar_url as avatarUrl", "html_url as htmlUrl", "type"])
		.orderBy(sql`lower(login)`)
		.orderBy("id")
		.limit(size)
		.offset(page * size)
		.execute();
	return { content, totalElements: total, page, size };
}
