import type { Database } from "../operations/database.ts";

/** The forge accounts of one GitHub server that a workspace mirrors already, each with the workspace's slug. */
export async function listConnectedAccounts(
	db: Database,
	serverUrl: string,
): Promise<{ accountLogin: string; slug: string }[]> {
	return await db
		.selectFrom("workspace")
		.innerJoin("git_provider", "git_provider.id", "workspace.git_provider_id")
		.select(["workspace.account_login as accountLogin", "workspace.slug"])
		.where("git_provider.type", "=", "GITHUB")
		.where("git_provider.server_url", "=", serverUrl)
		.where("workspace.status", "=", "ACTIVE")
		.orderBy("workspace.id")
		.execute();
}
