import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { Octokit } from "@octokit/core";
import { z } from "zod";
import type { ConnectableAccount } from "./connectable-account.ts";
import { createTokenClient } from "./github-client.ts";
import { askGitHub, statusOf } from "./github-failure.ts";

/** What mirroring and reviewing need of a classic token. */
const NEEDED_SCOPES = ["repo", "read:org"];
/** Scopes that contain a needed one. */
const WIDER_SCOPES: Record<string, string[]> = { "read:org": ["write:org", "admin:org"] };

export interface TokenReport {
	valid: boolean;
	username: string | null;
	missingScopes: string[];
	error: string | null;
	accounts: ConnectableAccount[];
}

const account = z.object({ login: z.string(), avatar_url: z.string().nullish() });

/**
 * Asks GitHub whose token this is, what it lacks and which accounts it reaches. Only classic tokens tell their scopes; a
 * fine-grained one shows what it lacks when it is used. Throws the 503 problem when GitHub is out of reach.
 */
export async function inspectToken(configuration: Configuration, token: string): Promise<TokenReport> {
	const client = createTokenClient(configuration, token);
	try {
		return await askGitHub(() => inspect(client));
	} catch (error) {
		if (statusOf(error) !== 401 && statusOf(error) !== 403) throw error;
		return refused("GitHub does not accept this token. Check that it is complete, not expired and not revoked.");
	}
}

async function inspect(client: Octokit): Promise<TokenReport> {
	const { data, headers } = await client.request("GET /user");
	const user = account.parse(data);
	const missingScopes = missing(headers["x-oauth-scopes"]);
	if (missingScopes.length > 0)
		return {
			...refused(`The token lacks the scope ${missingScopes.join(" and ")}. Add it on GitHub and try again.`),
			username: user.login,
			missingScopes,
		};
	const organisations = await listOrganisations(client);
	const accounts = [...organisations.map((org) => connectable(org, "ORG")), connectable(user, "USER")];
	return { valid: true, username: user.login, missingScopes: [], error: null, accounts };
}

async function listOrganisations(client: Octokit): Promise<z.infer<typeof account>[]> {
	const all: z.infer<typeof account>[] = [];
	for (let page = 1; ; page++) {
		const { data } = await client.request("GET /user/orgs", { per_page: 100, page });
		const found = z.array(account).parse(data);
		all.push(...found);
		if (found.length < 100) return all.sort((left, right) => left.login.localeCompare(right.login));
	}
}

function connectable(found: z.infer<typeof account>, accountType: "ORG" | "USER"): ConnectableAccount {
	return {
		login: found.login,
		accountType,
		avatarUrl: found.avatar_url ?? null,
		installationId: null,
		repositories: null,
	};
}

function missing(header: string | undefined): string[] {
	if (header === undefined) return [];
	const granted = new Set(header.split(",").map((scope) => scope.trim()));
	const isGranted = (scope: string) => [scope, ...(WIDER_SCOPES[scope] ?? [])].some((name) => granted.has(name));
	return NEEDED_SCOPES.filter((scope) => !isGranted(scope));
}

function refused(error: string): TokenReport {
	return { valid: false, username: null, missingScopes: [], error, accounts: [] };
}
