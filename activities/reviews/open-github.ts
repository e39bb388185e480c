import type { GitHubClient } from "../connections/github-client.ts";
import type { GitHubClients } from "../connections/github-clients.ts";
import type { ForgeAccess, OpenForge } from "./forge-access.ts";
import { createGitHubFeedback } from "./github-feedback.ts";

/** Opens GitHub for reviews, through the workspace's own connection. */
export function createOpenGitHub(clients: GitHubClients): OpenForge {
	return async (workspaceId) => toForge(await clients.forWorkspace(workspaceId));
}

function toForge(client: GitHubClient): ForgeAccess {
	const origin = client.connection.serverUrl.replace(/\/+$/, "");
	return {
		cloneUrl: (nameWithOwner) => `${origin}/${nameWithOwner}.git`,
		headRef: (number) => `refs/pull/${number}/head`,
		gitCredential: async () => ({ origin, token: await client.gitToken() }),
		feedback: createGitHubFeedback(client.graphql),
	};
}
