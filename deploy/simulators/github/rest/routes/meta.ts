import type { Runtime } from "../../api-server.ts";
import type { Route } from "../route.ts";

/** Paths of the API's root, by field. */
const ROOT: Record<string, string> = {
	current_user_url: "/user",
	authorizations_url: "/authorizations",
	code_search_url: "/search/code?q={query}{&page,per_page,sort,order}",
	commit_search_url: "/search/commits?q={query}{&page,per_page,sort,order}",
	emails_url: "/user/emails",
	emojis_url: "/emojis",
	events_url: "/events",
	feeds_url: "/feeds",
	followers_url: "/user/followers",
	following_url: "/user/following{/target}",
	gists_url: "/gists{/gist_id}",
	issue_search_url: "/search/issues?q={query}{&page,per_page,sort,order}",
	issues_url: "/issues",
	keys_url: "/user/keys",
	label_search_url: "/search/labels?q={query}&repository_id={repository_id}{&page,per_page}",
	notifications_url: "/notifications",
	organization_url: "/orgs/{org}",
	organization_repositories_url: "/orgs/{org}/repos{?type,page,per_page,sort}",
	organization_teams_url: "/orgs/{org}/teams",
	public_gists_url: "/gists/public",
	rate_limit_url: "/rate_limit",
	repository_url: "/repos/{owner}/{repo}",
	repository_search_url: "/search/repositories?q={query}{&page,per_page,sort,order}",
	current_user_repositories_url: "/user/repos{?type,page,per_page,sort}",
	starred_url: "/user/starred{/owner}{/repo}",
	starred_gists_url: "/gists/starred",
	user_url: "/users/{user}",
	user_organizations_url: "/user/orgs",
	user_repositories_url: "/users/{user}/repos{?type,page,per_page,sort}",
	user_search_url: "/search/users?q={query}{&page,per_page,sort,order}",
};

/** The API about itself. */
export function metaRoutes(route: Route, { urls, limiter }: Runtime): void {
	route("get", "/", () => {
		const fields = Object.entries(ROOT).map(([field, path]) => [field, urls.api + path]);
		const page = `${urls.web}/settings/connections/applications{/client_id}`;
		return { status: 200, body: { current_user_authorizations_html_url: page, ...Object.fromEntries(fields) } };
	});

	route("get", "/meta", () => ({
		status: 200,
		body: { verifiable_password_authentication: false, installed_version: "3.19.0" },
	}));

	route("get", "/rate_limit", (c) => {
		const name = c.get("callerName");
		const core = limiter.budget("rest", name);
		const graphql = limiter.budget("graphql", name);
		const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
		return { status: 200, body: { resources: { core, graphql, search }, rate: core } };
	});
}
