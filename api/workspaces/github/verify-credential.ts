import type { GitHubCredential } from "@hephaestus/db/workspaces/insert-github-connection.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { forbidden, invalid } from "../../operations/problem-error.ts";
import { callerOnGitHub } from "./caller-on-github.ts";
import { createAppClient } from "./github-client.ts";
import { askGitHub, statusOf } from "./github-failure.ts";
import { belongsToInstallation } from "./inspect-installation.ts";
import { inspectToken } from "./inspect-token.ts";
import { type Installation, installation } from "./installation.ts";

export interface VerifiedCredential {
	credential: GitHubCredential;
	/** As GitHub spells it. */
	accountLogin: string;
	accountType: "ORG" | "USER";
}

interface Wish {
	accountId: number;
	accountLogin: string;
	installationId?: number | undefined;
	personalAccessToken?: string | undefined;
}

/**
 * Checks with GitHub that what the caller gave reaches the account they named: a token that lists it, or an
 * installation they belong to. Throws 400, 403 or 503 problems.
 */
export async function verifyCredential(deps: ApiDependencies, wish: Wish): Promise<VerifiedCredential> {
	if (wish.personalAccessToken !== undefined)
		return await verifyToken(deps, wish.accountLogin, wish.personalAccessToken);
	if (wish.installationId !== undefined) return await verifyInstallation(deps, wish, wish.installationId);
	throw invalid({ installationId: ["Give either installationId or personalAccessToken."] });
}

async function verifyToken(
	{ configuration }: ApiDependencies,
	login: string,
	token: string,
): Promise<VerifiedCredential> {
	const report = await inspectToken(configuration, token);
	if (!report.valid) throw invalid({ personalAccessToken: [report.error ?? "The token is not valid."] });
	const account = report.accounts.find((candidate) => isSame(candidate.login, login));
	if (account === undefined) throw invalid({ accountLogin: [`The token does not reach ${login}.`] });
	return {
		credential: { type: "GITHUB_PAT", token },
		accountLogin: account.login,
		accountType: account.accountType,
	};
}

async function verifyInstallation(
	deps: ApiDependencies,
	wish: Wish,
	installationId: number,
): Promise<VerifiedCredential> {
	const notYours = forbidden(
		"installation_not_yours",
		"The GitHub App is not installed there, or you are not an active member of that organisation.",
	);
	if (deps.configuration.GH_APP_ID === 0)
		throw invalid({ installationId: ["No GitHub App is configured on this instance; use a personal access token."] });
	const caller = await callerOnGitHub(deps, wish.accountId);
	if (caller === null) throw notYours;
	const found = await askGitHub(() => readInstallation(deps, installationId));
	if (found === null || found.suspended_at != null || !isSame(found.account.login, wish.accountLogin)) throw notYours;
	if (!(await askGitHub(() => belongsToInstallation(deps.configuration, found, caller)))) throw notYours;
	return {
		credential: { type: "GITHUB_APP", installationId },
		accountLogin: found.account.login,
		accountType: found.account.type === "Organization" ? "ORG" : "USER",
	};
}

async function readInstallation({ configuration }: ApiDependencies, id: number): Promise<Installation | null> {
	const app = await createAppClient(configuration);
	try {
		const { data } = await app.request("GET /app/installations/{installation_id}", { installation_id: id });
		return installation.parse(data);
	} catch (error) {
		if (statusOf(error) === 404) return null;
		throw error;
	}
}

function isSame(left: string, right: string): boolean {
	return left.toLowerCase() === right.toLowerCase();
}
