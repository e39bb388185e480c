import { canRead } from "../../world/access.ts";
import type { Membership, Organization, Team, User } from "../../world/model.ts";
import { byId, empty, paginate } from "../connection.ts";
import { type Fields, page, text } from "../context.ts";
import { actorNode, organizationNode, repositoryNode, teamNode } from "../nodes.ts";
import { orderBy } from "../order.ts";
import { findByName, orderRepositories, visibleRepositories } from "./repositories.ts";

const account: Fields<User> = {
	avatarUrl: (user, _, { urls }) => `${urls.web}/avatars/u/${user.id}?v=4`,
	createdAt: (user) => user.createdAt,
	updatedAt: (user) => user.updatedAt,
	databaseId: (user) => user.id,
};

export const userFields: Fields<User> = {
	...account,
	login: (user) => user.login,
	name: (user) => user.name,
	email: (user) => user.email ?? "",
	bio: (user) => user.bio,
	company: (user) => user.company,
	location: (user) => user.location,
	isSiteAdmin: () => false,
	isViewer: (user, _, { caller }) => caller.user?.id === user.id,
	url: (user, _, { urls }) => `${urls.web}/${user.login}`,
	resourcePath: (user) => `/${user.login}`,
	organizations: (user, args, { world }) => {
		const rows = world.organizations
			.values()
			.filter((row) => world.membershipsOf(row.id).some((member) => member.userId === user.id));
		return paginate(byId(rows), page(args), organizationNode);
	},
	organization: (user, args, { world }) => {
		const organization = world.findOrganization(text(args, "login") ?? "");
		const joined = organization && world.membershipsOf(organization.id).some((row) => row.userId === user.id);
		return joined ? organizationNode(organization) : null;
	},
	repositories: () => empty(),
};

export const botFields: Fields<User> = {
	...account,
	// GraphQL names a bot without the "[bot]" that REST adds.
	login: (user) => user.login.replace(/\[bot\]$/, ""),
	url: (user, _, { urls }) => `${urls.web}/apps/${user.login.replace(/\[bot\]$/, "")}`,
	resourcePath: (user) => `/apps/${user.login.replace(/\[bot\]$/, "")}`,
};

export const organizationFields: Fields<Organization> = {
	login: (row) => row.login,
	name: (row) => row.name,
	description: (row) => row.description,
	email: (row) => row.email,
	databaseId: (row) => row.id,
	createdAt: (row) => row.createdAt,
	updatedAt: (row) => row.updatedAt,
	archivedAt: () => null,
	isVerified: () => false,
	avatarUrl: (row, _, { urls }) => `${urls.web}/avatars/u/${row.id}?v=4`,
	url: (row, _, { urls }) => `${urls.web}/${row.login}`,
	resourcePath: (row) => `/${row.login}`,
	viewerIsAMember: (row, _, { world, caller }) =>
		world.membershipsOf(row.id).some((member) => member.userId === caller.user?.id),
	viewerCanAdminister: (row, _, { world, caller }) =>
		world.membershipsOf(row.id).some((member) => member.userId === caller.user?.id && member.role === "admin"),
	membersWithRole: (row, args, { world }) =>
		paginate(
			byId(world.membershipsOf(row.id)),
			page(args),
			(member: Membership) => actorNode(world.users.get(member.userId)),
			(member) => ({ role: member.role === "admin" ? "ADMIN" : "MEMBER", hasTwoFactorEnabled: true }),
		),
	repositories: (row, args, context) =>
		paginate(orderRepositories(visibleRepositories(context, row), args), page(args), repositoryNode),
	repository: (row, args, context) => repositoryNode(findByName(context, row.login, text(args, "name") ?? "")),
	teams: (row, args, { world }) => {
		const query = text(args, "query")?.toLowerCase();
		const teams = world.teamsOf(row.id).filter((team) => !query || team.name.toLowerCase().includes(query));
		return paginate(byId(teams), page(args), teamNode);
	},
	team: (row, args, { world }) => {
		const team = world.teamsOf(row.id).find((candidate) => candidate.slug === text(args, "slug"));
		return team ? teamNode(team) : null;
	},
	issueTypes: () => empty(),
	projectsV2: () => empty(),
};

export const teamFields: Fields<Team> = {
	name: (team) => team.name,
	slug: (team) => team.slug,
	description: (team) => team.description,
	databaseId: (team) => team.id,
	createdAt: (team) => team.createdAt,
	updatedAt: (team) => team.updatedAt,
	privacy: (team) => (team.privacy === "closed" ? "VISIBLE" : "SECRET"),
	notificationSetting: () => "NOTIFICATIONS_ENABLED",
	combinedSlug: (team, _, { world }) => `${world.organizations.get(team.organizationId).login}/${team.slug}`,
	organization: (team, _, { world }) => organizationNode(world.organizations.get(team.organizationId)),
	parentTeam: (team, _, { world }) => (team.parentId ? teamNode(world.teams.get(team.parentId)) : null),
	childTeams: (team, args, { world }) =>
		paginate(byId(world.teamsOf(team.organizationId).filter((row) => row.parentId === team.id)), page(args), teamNode),
	url: (team, _, { world, urls }) =>
		`${urls.web}/orgs/${world.organizations.get(team.organizationId).login}/teams/${team.slug}`,
	resourcePath: (team, _, { world }) =>
		`/orgs/${world.organizations.get(team.organizationId).login}/teams/${team.slug}`,
	avatarUrl: (team, _, { urls }) => `${urls.web}/avatars/t/${team.id}`,
	members: (team, args, { world, urls }) =>
		paginate(
			orderBy(team.members, (member) => [member.userId], "ASC"),
			page(args),
			(member) => actorNode(world.users.get(member.userId)),
			(member) => ({
				role: member.role.toUpperCase(),
				memberAccessUrl: `${urls.web}/orgs/members`,
				memberAccessResourcePath: "/orgs/members",
			}),
		),
	repositories: (team, args, { world, caller }) =>
		paginate(
			orderBy(
				team.repositories.filter((row) => canRead(world, caller, world.repositories.get(row.repositoryId))),
				(row) => [row.repositoryId],
				"ASC",
			),
			page(args),
			(row) => repositoryNode(world.repositories.get(row.repositoryId)),
			(row) => ({ permission: PERMISSION_NAMES[row.permission] }),
		),
};

export const PERMISSION_NAMES = {
	pull: "READ",
	triage: "TRIAGE",
	push: "WRITE",
	maintain: "MAINTAIN",
	admin: "ADMIN",
} as const;
