import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Database } from "../operations/database.ts";

export interface FoundUser {
	id: number;
	displayName: string;
	primaryEmail: string | null;
	appRole: string;
	status: string;
	username: string;
	avatarUrl: string | null;
	profileUrl: string | null;
	linkedProviders: { type: string; serverUrl: string }[];
}

/** An account as its owner sees it; the name and picture are those of the identity last signed in with. */
export async function findUser(db: Database, accountId: number): Promise<FoundUser | null> {
	const row = await db
		.selectFrom("account")
		.select((eb) => [
			"account.id",
			"account.display_name as displayName",
			"account.primary_email as primaryEmail",
			"account.app_role as appRole",
			"account.status",
			jsonArrayFrom(
				eb
					.selectFrom("identity_link")
					.innerJoin("git_provider", "git_provider.id", "identity_link.git_provider_id")
					.select([
						"git_provider.type",
						"git_provider.server_url as serverUrl",
						"identity_link.username",
						"identity_link.avatar_url as avatarUrl",
						"identity_link.profile_url as profileUrl",
					])
					.whereRef("identity_link.account_id", "=", "account.id")
					.orderBy("identity_link.last_login_at", (order) => order.desc().nullsLast())
					.orderBy("identity_link.id"),
			).as("links"),
		])
		.where("account.id", "=", accountId)
		.executeTakeFirst();
	if (row === undefined) return null;
	const { links, ...account } = row;
	const [primary] = links;
	return {
		...account,
		username: primary?.username ?? `account:${account.id}`,
		avatarUrl: primary?.avatarUrl ?? null,
		profileUrl: primary?.profileUrl ?? null,
		linkedProviders: links.map(({ type, serverUrl }) => ({ type, serverUrl })),
	};
}
