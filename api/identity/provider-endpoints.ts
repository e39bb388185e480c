import { githubApiUrl } from "@hephaestus/domain/connections/github-urls.ts";

export interface ProviderEndpoints {
	authorize: string;
	token: string;
	user: string;
	/** Where verified e-mail addresses are listed; GitLab has no such list. */
	emails: string | null;
}

/** OAuth and user-information addresses of a provider instance, from its origin. */
export function providerEndpoints({
	type,
	baseUrl,
}: {
	type: "GITHUB" | "GITLAB";
	baseUrl: string;
}): ProviderEndpoints {
	if (type === "GITLAB")
		return {
			authorize: `${baseUrl}/oauth/authorize`,
			token: `${baseUrl}/oauth/token`,
			user: `${baseUrl}/api/v4/user`,
			emails: null,
		};
	const api = githubApiUrl(baseUrl);
	return {
		authorize: `${baseUrl}/login/oauth/authorize`,
		token: `${baseUrl}/login/oauth/access_token`,
		user: `${api}/user`,
		emails: `${api}/user/emails`,
	};
}
