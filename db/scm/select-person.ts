import type { Expression, ExpressionBuilder } from "kysely";
import { jsonObjectFrom } from "kysely/helpers/postgres";
import type { DB } from "../schema.gen.ts";

/** A mirrored person as a JSON object, for the id in `userId`; null when there is none. */
export function selectPerson(eb: ExpressionBuilder<DB, never>, userId: Expression<number | null>) {
	return jsonObjectFrom(
		eb
			.selectFrom("scm_user as person")
			.select([
				"person.id",
				"person.login",
				"person.name",
				"person.avatar_url as avatarUrl",
				"person.html_url as htmlUrl",
				"person.type",
			])
			.where("person.id", "=", userId),
	);
}
