import type { FoundIdentity } from "@hephaestus/db/identity/find-identity.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { z } from "zod";
import { createInstallationClient } from "./github-client.ts";
import { statusOf } from "./github-failure.ts";
import type { Installation } from "./installation.ts";

const membership = z.object({ state: z.string(), user: z.object({ id: z.int() }) });

/**
 * Whether the caller is the person, or an active member of the organisation, that installed the App. Decided by numeric
 * id: a login may have changed hands since the last sign-in.
 */
export async function belongsToInstallation(
	configuration: Configuration,
	{ id, account }: Installation,
	caller: FoundIdentity,
): Promise<boolean> {
	if (account.type !== "Organization") return String(account.id) === caller.subject;
	const client = await createInstallationClient(configuration, id);
	try {
		const { data } = await client.request("GET /orgs/{org}/memberships/{username}", {
			org: account.login,
			username: caller.username,
		});
		const found = membership.parse(data);
		return found.state === "active" && String(found.user.id) === caller.subject;
	} catch (error) {
		// Not a member, or the organisation did not grant the App to read its members.
		if (statusOf(error) === 404 || statusOf(error) === 403) return false;
		throw error;
	}
}

/** How many repositories the installation reaches. */
export async function countRepositories(configuration: Configuration, { id }: Installation): Promise<number> {
	const client = await createInstallationClient(configuration, id);
	const { data } = await client.request("GET /installation/repositories", { per_page: 1 });
	return z.object({ total_count: z.int() }).parse(data).total_count;
}
