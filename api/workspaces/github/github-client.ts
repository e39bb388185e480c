import { readFile } from "node:fs/promises";
import { githubApiUrl } from "@hephaestus/domain/connections/github-urls.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { ProblemError } from "../../operations/problem-error.ts";

const TIMEOUT_MS = 10_000;

/** GitHub as the holder of a personal access token. */
export function createTokenClient(configuration: Configuration, token: string): Octokit {
	return new Octokit({ ...common(configuration), auth: token });
}

/** GitHub as the App itself: may list its installations. Throws the 503 problem when the App is half configured. */
export async function createAppClient(configuration: Configuration): Promise<Octokit> {
	return new Octokit({
		...common(configuration),
		authStrategy: createAppAuth,
		auth: { appId: configuration.GH_APP_ID, privateKey: await readPrivateKey(configuration) },
	});
}

/** GitHub as one installation of the App: sees what that organisation granted. */
export async function createInstallationClient(configuration: Configuration, installationId: number): Promise<Octokit> {
	return new Octokit({
		...common(configuration),
		authStrategy: createAppAuth,
		auth: { appId: configuration.GH_APP_ID, privateKey: await readPrivateKey(configuration), installationId },
	});
}

function common(configuration: Configuration) {
	return {
		baseUrl: githubApiUrl(configuration.GITHUB_SERVER_URL),
		userAgent: `hephaestus/${configuration.APP_VERSION}`,
		request: {
			fetch: (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
		},
	};
}

async function readPrivateKey(configuration: Configuration): Promise<string> {
	const { GH_APP_PRIVATE_KEY: text, GH_APP_PRIVATE_KEY_LOCATION: location } = configuration;
	if (text !== undefined) return text;
	if (location !== undefined) return await readFile(location, "utf8");
	throw new ProblemError(
		503,
		"github_app_misconfigured",
		"Service unavailable",
		"GH_APP_ID is set but the App's key is not. The operator sets GH_APP_PRIVATE_KEY or GH_APP_PRIVATE_KEY_LOCATION.",
	);
}
