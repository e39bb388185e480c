/**
 * The REST root of a GitHub server. github.com has hosts of its own for its APIs; an Enterprise Server keeps them under
 * its origin.
 */
export function githubApiUrl(serverUrl: string): string {
	return isGitHubCom(serverUrl) ? "https://api.github.com" : `${serverUrl}/api/v3`;
}

/** The GraphQL address of a GitHub server. */
export function githubGraphqlUrl(serverUrl: string): string {
	return isGitHubCom(serverUrl) ? "https://api.github.com/graphql" : `${serverUrl}/api/graphql`;
}

function isGitHubCom(serverUrl: string): boolean {
	return /^https:\/\/(www\.)?github\.com\/?$/.test(serverUrl);
}
