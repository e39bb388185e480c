import type { Database } from "../operations/database.ts";

export interface FoundIdentity {
	/** The provider's numeric id. */
	subject: string;
	/** As of the last sign-in. */
	username: string;
}

/** Who the account is at one provider instance, or null when it has no identity there. */
export async function findIdentity(
	db: Database,
	{ accountId, type, serverUrl }: { accountId: number; type: "GITHUB" | "GITLAB"; serverUrl: string },
): Promise<FoundIdentity | null> {
	const row = await db
		.selectFrom("identity_link")
		.innerJoin("git_provider", "git_provider.id", "identity_link.git_provider_id")
		.select(["identity_link.subject", "identity_link.username"])
		.where("identity_link.account_id", "=", accountId)
		.where("git_provider.type", "=", type)
		.where("git_provider.server_url", "=", serverUrl)
		.executeTakeFirst();
	return row ?? null;
}
