import type { FoundIdentity } from "@hephaestus/db/identity/find-identity.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { z } from "zod";
import type { ConnectableAccount } from "./connectable-account.ts";
import { createAppClient } from "./github-client.ts";
import { askGitHub } from "./github-failure.ts";
import { belongsToInstallation, countRepositories } from "./inspect-installation.ts";
import { type Installation, installation } from "./installation.ts";

const PAGE_SIZE = 100;
const AT_ONCE = 8;

/**
 * The accounts with the App installed that the caller belongs to, by login; membership is asked of GitHub each time.
 * None when no App is configured. Throws the 503 problem when GitHub is out of reach.
 */
export async function listConnectableInstallations(
	configuration: Configuration,
	caller: FoundIdentity,
): Promise<ConnectableAccount[]> {
	if (configuration.GH_APP_ID === 0) return [];
	return await askGitHub(async () => {
		const accounts: ConnectableAccount[] = [];
		const installations = await listInstallations(configuration);
		for (let start = 0; start < installations.length; start += AT_ONCE) {
			const batch = installations.slice(start, start + AT_ONCE);
			const described = await Promise.all(batch.map((entry) => describe(configuration, entry, caller)));
			accounts.push(...described.filter((account) => account !== null));
		}
		return accounts.sort((left, right) => left.login.localeCompare(right.login));
	});
}

async function listInstallations(configuration: Configuration): Promise<Installation[]> {
	const app = await createAppClient(configuration);
	const all: Installation[] = [];
	for (let page = 1; ; page++) {
		const { data } = await app.request("GET /app/installations", { per_page: PAGE_SIZE, page });
		const found = z.array(installation).parse(data);
		all.push(...found.filter((entry) => entry.suspended_at == null));
		if (found.length < PAGE_SIZE) return all;
	}
}

async function describe(
	configuration: Configuration,
	entry: Installation,
	caller: FoundIdentity,
): Promise<ConnectableAccount | null> {
	if (!(await belongsToInstallation(configuration, entry, caller))) return null;
	return {
		login: entry.account.login,
		accountType: entry.account.type === "Organization" ? "ORG" : "USER",
		avatarUrl: entry.account.avatar_url ?? null,
		installationId: entry.id,
		repositories: await countRepositories(configuration, entry),
	};
}
