import { listConnectedAccounts } from "@hephaestus/db/workspaces/list-connected-accounts.ts";
import type { z } from "@hono/zod-openapi";
import type { ApiDependencies } from "../dependencies.ts";
import type { ConnectableAccount } from "./github/connectable-account.ts";
import type { connectableAccountSchema } from "./schema.ts";

/** Adds to each account the slug of the workspace that mirrors it already. */
export async function nameConnectedWorkspaces(
	{ db, configuration }: ApiDependencies,
	accounts: ConnectableAccount[],
): Promise<z.infer<typeof connectableAccountSchema>[]> {
	const connected = await listConnectedAccounts(db, configuration.GITHUB_SERVER_URL);
	const slugs = new Map(connected.map(({ accountLogin, slug }) => [accountLogin.toLowerCase(), slug]));
	return accounts.map((account) => ({ ...account, connectedTo: slugs.get(account.login.toLowerCase()) ?? null }));
}
