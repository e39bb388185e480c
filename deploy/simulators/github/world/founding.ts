import type * as model from "./model.ts";
import type { World } from "./world.ts";

/** Functions that set up who and what exists. `at` places a row in the past. */
export function createUser(
	world: World,
	input: {
		login: string;
		name: string | null;
		type?: model.User["type"];
		location?: string;
		bio?: string;
		at?: string;
	},
): model.User {
	const at = input.at ?? world.clock.stamp();
	return world.users.insert({
		id: world.nextId("user", 2001),
		type: input.type ?? "User",
		login: input.login,
		name: input.name,
		email: input.type === "Bot" ? null : `${input.login}@example.org`,
		bio: input.bio ?? null,
		company: null,
		location: input.location ?? null,
		createdAt: at,
		updatedAt: at,
	});
}

export function createOrganization(
	world: World,
	input: { login: string; name: string; description: string | null; at?: string },
): model.Organization {
	const at = input.at ?? world.clock.stamp();
	const { login, name, description } = input;
	const id = world.nextId("user", 2001);
	return world.organizations.insert({
		id,
		login,
		name,
		description,
		email: `hello@${login}.example.org`,
		createdAt: at,
		updatedAt: at,
	});
}

export function addMember(
	world: World,
	organization: model.Organization,
	user: model.User,
	role: model.Membership["role"],
): model.Membership {
	const id = world.nextId("membership");
	return world.memberships.insert({ id, organizationId: organization.id, userId: user.id, role });
}

export function createTeam(
	world: World,
	organization: model.Organization,
	input: Pick<model.Team, "slug" | "name" | "description" | "members" | "repositories"> & {
		parentId?: number;
		at?: string;
	},
): model.Team {
	const at = input.at ?? world.clock.stamp();
	return world.teams.insert({
		id: world.nextId("team", 501),
		organizationId: organization.id,
		parentId: input.parentId ?? null,
		slug: input.slug,
		name: input.name,
		description: input.description,
		privacy: "closed",
		members: input.members,
		repositories: input.repositories,
		createdAt: at,
		updatedAt: at,
	});
}

export function createRepository(
	world: World,
	organization: model.Organization,
	input: Pick<model.Repository, "name" | "description" | "language"> & {
		private?: boolean;
		hasGit?: boolean;
		at?: string;
	},
): model.Repository {
	const at = input.at ?? world.clock.stamp();
	return world.repositories.insert({
		id: world.nextId("repository", 70_001),
		organizationId: organization.id,
		name: input.name,
		description: input.description,
		private: input.private ?? false,
		archived: false,
		defaultBranch: "main",
		language: input.language,
		hasGit: input.hasGit ?? true,
		collaborators: [],
		createdAt: at,
		updatedAt: at,
		pushedAt: at,
	});
}

export function createLabel(
	world: World,
	repository: model.Repository,
	input: Pick<model.Label, "name" | "color" | "description"> & { at?: string },
): model.Label {
	const at = input.at ?? world.clock.stamp();
	return world.labels.insert({
		id: world.nextId("label", 9001),
		repositoryId: repository.id,
		name: input.name,
		color: input.color,
		description: input.description,
		createdAt: at,
		updatedAt: at,
	});
}

export function createMilestone(
	world: World,
	repository: model.Repository,
	input: Pick<model.Milestone, "title" | "description" | "creatorId" | "dueOn"> & { at?: string },
): model.Milestone {
	const at = input.at ?? world.clock.stamp();
	return world.milestones.insert({
		id: world.nextId("milestone", 4001),
		repositoryId: repository.id,
		number: world.milestonesOf(repository.id).length + 1,
		title: input.title,
		description: input.description,
		state: "open",
		creatorId: input.creatorId,
		dueOn: input.dueOn,
		createdAt: at,
		updatedAt: at,
		closedAt: null,
	});
}
