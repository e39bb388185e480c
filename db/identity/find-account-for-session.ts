import type { Kysely } from "kysely";
import type { DB } from "../schema.gen.ts";

/** What a session token says about its account. */
export interface AccountForSession {
	id: number;
	displayName: string;
	appRole: "USER" | "APP_ADMIN";
	status: string;
	/** User name of the identity last signed in with. */
	username: string | null;
}

/** The account, or null when it is gone. */
export async function findAccountForSession(db: Kysely<DB>, accountId: number): Promise<AccountForSession | null> {
	const row = await db
		.selectFrom("account")
		.select((eb) => [
			"id",
			"display_name as displayName",
			"app_role",
			"status",
			eb
				.selectFrom("identity_link")
				.select("username")
				.whereRef("identity_link.account_id", "=", "account.id")
				.orderBy("last_login_at", (order) => order.desc().nullsLast())
				.orderBy("identity_link.id")
				.limit(1)
				.as("username"),
		])
		.where("id", "=", accountId)
		.executeTakeFirst();
	if (row === undefined) return null;
	const { app_role, ...account } = row;
	return { ...account, appRole: app_role === "APP_ADMIN" ? "APP_ADMIN" : "USER" };
}
