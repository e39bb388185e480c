import { type FoundIdentity, findIdentity } from "@hephaestus/db/identity/find-identity.ts";
import type { ApiDependencies } from "../../dependencies.ts";

/** Who the account is on this instance's GitHub server, or null when they never signed in with it. */
export async function callerOnGitHub(
	{ db, configuration }: ApiDependencies,
	accountId: number,
): Promise<FoundIdentity | null> {
	return await findIdentity(db, { accountId, type: "GITHUB", serverUrl: configuration.GITHUB_SERVER_URL });
}
