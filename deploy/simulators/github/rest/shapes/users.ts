import type { Organization, Team, User } from "../../world/model.ts";
import { nodeId } from "../../world/node-ids.ts";
import type { World } from "../../world/world.ts";
import type { Urls } from "./urls.ts";

/** GitHub's `simple-user`. */
export function simpleUser(user: User, urls: Urls) {
	const api = `${urls.api}/users/${encodeURIComponent(user.login)}`;
	const page = user.type === "Bot" ? `apps/${user.login.replace(/\[bot\]$/, "")}` : user.login;
	return {
		login: user.login,
		id: user.id,
		node_id: nodeId(user.type, user.id),
		avatar_url: `${urls.web}/avatars/u/${user.id}?v=4`,
		gravatar_id: "",
		url: api,
		html_url: `${urls.web}/${page}`,
		...userLinks(api),
		type: user.type,
		site_admin: false,
	};
}

/** An organisation where GitHub shows an account, as the owner of a repository. */
export function organizationAsUser(organization: Organization, urls: Urls) {
	const api = `${urls.api}/users/${organization.login}`;
	return {
		login: organization.login,
		id: organization.id,
		node_id: nodeId("Organization", organization.id),
		avatar_url: `${urls.web}/avatars/u/${organization.id}?v=4`,
		gravatar_id: "",
		url: api,
		html_url: `${urls.web}/${organization.login}`,
		...userLinks(api),
		type: "Organization",
		site_admin: false,
	};
}

function userLinks(api: string) {
	return {
		followers_url: `${api}/followers`,
		following_url: `${api}/following{/other_user}`,
		gists_url: `${api}/gists{/gist_id}`,
		starred_url: `${api}/starred{/owner}{/repo}`,
		subscriptions_url: `${api}/subscriptions`,
		organizations_url: `${api}/orgs`,
		repos_url: `${api}/repos`,
		events_url: `${api}/events{/privacy}`,
		received_events_url: `${api}/received_events`,
	};
}

/** A person's public profile; `private-user` where they ask for their own. */
export function profile(user: User, urls: Urls, isSelf: boolean) {
	const shared = {
		...simpleUser(user, urls),
		name: user.name,
		company: user.company,
		blog: "",
		location: user.location,
		email: user.email,
		hireable: null,
		bio: user.bio,
		twitter_username: null,
		public_repos: 0,
		public_gists: 0,
		followers: 0,
		following: 0,
		created_at: user.createdAt,
		updated_at: user.updatedAt,
	};
	if (!isSelf) return shared;
	return {
		...shared,
		private_gists: 0,
		total_private_repos: 0,
		owned_private_repos: 0,
		disk_usage: 0,
		collaborators: 0,
		two_factor_authentication: true,
	};
}

/** GitHub's `organization-simple`. */
export function simpleOrganization(organization: Organization, urls: Urls) {
	const api = `${urls.api}/orgs/${organization.login}`;
	return {
		login: organization.login,
		id: organization.id,
		node_id: nodeId("Organization", organization.id),
		url: api,
		repos_url: `${api}/repos`,
		events_url: `${api}/events`,
		hooks_url: `${api}/hooks`,
		issues_url: `${api}/issues`,
		members_url: `${api}/members{/member}`,
		public_members_url: `${api}/public_members{/member}`,
		avatar_url: `${urls.web}/avatars/u/${organization.id}?v=4`,
		description: organization.description,
	};
}

/** GitHub's `organization-full`. */
export function fullOrganization(organization: Organization, world: World, urls: Urls) {
	return {
		...simpleOrganization(organization, urls),
		name: organization.name,
		email: organization.email,
		html_url: `${urls.web}/${organization.login}`,
		type: "Organization",
		is_verified: false,
		has_organization_projects: true,
		has_repository_projects: true,
		public_repos: world.repositoriesOf(organization.id).filter((row) => !row.private).length,
		public_gists: 0,
		followers: 0,
		following: 0,
		created_at: organization.createdAt,
		updated_at: organization.updatedAt,
		archived_at: null,
	};
}

/** GitHub's `team`. */
export function teamShape(team: Team, world: World, urls: Urls) {
	const organization = world.organizations.get(team.organizationId);
	const api = `${urls.api}/organizations/${organization.id}/team/${team.id}`;
	const one = {
		id: team.id,
		node_id: nodeId("Team", team.id),
		url: api,
		html_url: `${urls.web}/orgs/${organization.login}/teams/${team.slug}`,
		name: team.name,
		slug: team.slug,
		description: team.description,
		privacy: team.privacy,
		notification_setting: "notifications_enabled",
		permission: "pull",
		members_url: `${api}/members{/member}`,
		repositories_url: `${api}/repos`,
		type: "organization",
		organization_id: organization.id,
	};
	return { ...one, parent: null };
}
