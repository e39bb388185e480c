import { atLeast, canRead, permissionOf } from "../../world/access.ts";
import type { Label, Milestone, Organization, Repository, User } from "../../world/model.ts";
import { must } from "../../world/world.ts";
import { byId, empty, type Ordered, paginate } from "../connection.ts";
import { type Arguments, type Context, type Fields, number, page, text } from "../context.ts";
import {
	actorById,
	actorNode,
	issueNode,
	labelNode,
	milestoneNode,
	organizationNode,
	pullRequestNode,
} from "../nodes.ts";
import { orderBy } from "../order.ts";
import { PERMISSION_NAMES } from "./actors.ts";
import { branchRef, commitByName } from "./commits.ts";
import { issuesIn, pullRequestsIn } from "./lists.ts";

/** Repositories of an organisation that the caller sees. */
export function visibleRepositories(context: Context, organization: Organization): Repository[] {
	const { world, caller } = context;
	return world.repositoriesOf(organization.id).filter((row) => canRead(world, caller, row));
}

/** @throws Refusal NOT_FOUND in GitHub's words, also where the caller may not see it */
export function findByName(context: Context, owner: string, name: string): Repository {
	const { world, caller } = context;
	const repository = world.findRepository(`${owner}/${name}`);
	const seen = repository && canRead(world, caller, repository) ? repository : undefined;
	return must(seen, `Could not resolve to a Repository with the name '${owner}/${name}'.`);
}

/** Orders repositories as `orderBy` asks. */
export function orderRepositories(rows: Repository[], args: Arguments): Ordered<Repository> {
	const order = args.orderBy as { field: string; direction: string } | undefined;
	const keys: Record<string, (row: Repository) => string> = {
		NAME: (row) => row.name,
		CREATED_AT: (row) => row.createdAt,
		UPDATED_AT: (row) => row.updatedAt,
		PUSHED_AT: (row) => row.pushedAt,
	};
	const key = keys[order?.field ?? ""];
	return key ? orderBy(rows, (row) => [key(row), row.id], order?.direction) : byId(rows);
}

const path = (row: Repository, { world }: Context) => `/${world.fullName(row)}`;

export const repositoryFields: Fields<Repository> = {
	name: (row) => row.name,
	nameWithOwner: (row, _, { world }) => world.fullName(row),
	databaseId: (row) => row.id,
	description: (row) => row.description,
	descriptionHTML: (row) => row.description ?? "",
	shortDescriptionHTML: (row) => row.description ?? "",
	homepageUrl: () => null,
	createdAt: (row) => row.createdAt,
	updatedAt: (row) => row.updatedAt,
	pushedAt: (row) => row.pushedAt,
	archivedAt: (row) => (row.archived ? row.updatedAt : null),
	isArchived: (row) => row.archived,
	isDisabled: () => false,
	isEmpty: () => false,
	isFork: () => false,
	isLocked: () => false,
	isMirror: () => false,
	isPrivate: (row) => row.private,
	isTemplate: () => false,
	isInOrganization: () => true,
	visibility: (row) => (row.private ? "PRIVATE" : "PUBLIC"),
	hasIssuesEnabled: () => true,
	hasProjectsEnabled: () => true,
	hasWikiEnabled: () => false,
	hasDiscussionsEnabled: () => false,
	stargazerCount: () => 0,
	forkCount: () => 0,
	diskUsage: () => 128,
	url: (row, _, context) => `${context.urls.web}${path(row, context)}`,
	resourcePath: (row, _, context) => path(row, context),
	sshUrl: (row, _, context) => `git@${new URL(context.urls.web).hostname}:${context.world.fullName(row)}.git`,
	owner: (row, _, { world }) => organizationNode(world.organizations.get(row.organizationId)),
	primaryLanguage: (row) => (row.language ? { name: row.language, id: `LANG_${row.language}`, color: null } : null),
	viewerPermission: (row, _, { world, caller }) => {
		const permission = caller.user && permissionOf(world, caller.user, row);
		return permission ? PERMISSION_NAMES[permission] : null;
	},
	viewerCanAdminister: (row, _, { world, caller }) =>
		caller.user ? atLeast(permissionOf(world, caller.user, row), "admin") : false,
	defaultBranchRef: (row, _, context) => branchRef(context, row, row.defaultBranch),
	ref: (row, args, context) => branchRef(context, row, text(args, "qualifiedName") ?? ""),
	object: (row, args, context) => commitByName(context, row, text(args, "oid") ?? text(args, "expression") ?? ""),
	labels: (row, args, { world }) => paginate(byId(world.labelsOf(row.id)), page(args), labelNode),
	label: (row, args, { world }) => {
		const label = world.labelsOf(row.id).find((candidate) => candidate.name === text(args, "name"));
		return label ? labelNode(label) : null;
	},
	milestones: (row, args, { world }) => paginate(byId(world.milestonesOf(row.id)), page(args), milestoneNode),
	issues: issuesIn,
	pullRequests: pullRequestsIn,
	issue: (row, args, { world }) => {
		const wanted = number(args, "number") ?? 0;
		const message = `Could not resolve to an Issue with the number of ${wanted}.`;
		return issueNode(must(world.findIssue(row.id, wanted), message));
	},
	pullRequest: (row, args, { world }) => {
		const wanted = number(args, "number") ?? 0;
		const message = `Could not resolve to a PullRequest with the number of ${wanted}.`;
		return pullRequestNode(must(world.findPullRequest(row.id, wanted), message));
	},
	issueOrPullRequest: (row, args, { world }) => {
		const wanted = number(args, "number") ?? 0;
		const issue = world.findIssue(row.id, wanted);
		if (issue) return issueNode(issue);
		const message = `Could not resolve to an issue or pull request with the number of ${wanted}.`;
		return pullRequestNode(must(world.findPullRequest(row.id, wanted), message));
	},
	collaborators: (row, args, { world }) => {
		const rows = world.users.values().filter((user) => isCollaborator(user, row, world));
		return paginate(byId(rows), page(args), actorNode, (user) => ({
			permission: PERMISSION_NAMES[permissionOf(world, user, row) ?? "pull"],
		}));
	},
	assignableUsers: (row, args, { world }) =>
		paginate(byId(world.users.values().filter((user) => isCollaborator(user, row, world))), page(args), actorNode),
	mentionableUsers: (row, args, { world }) =>
		paginate(byId(world.users.values().filter((user) => isCollaborator(user, row, world))), page(args), actorNode),
	discussions: () => empty(),
	discussionCategories: () => empty(),
	projectsV2: () => empty(),
	releases: () => empty(),
	issueTypes: () => empty(),
};

function isCollaborator(user: User, row: Repository, world: Context["world"]): boolean {
	const member = world.membershipsOf(row.organizationId).some((membership) => membership.userId === user.id);
	return member || row.collaborators.some((entry) => entry.userId === user.id);
}

const repositoryOf = (row: { repositoryId: number }, _: Arguments, { world }: Context) => ({
	__typename: "Repository",
	row: world.repositories.get(row.repositoryId),
});

export const labelFields: Fields<Label> = {
	name: (row) => row.name,
	color: (row) => row.color,
	description: (row) => row.description,
	isDefault: () => false,
	createdAt: (row) => row.createdAt,
	updatedAt: (row) => row.updatedAt,
	repository: repositoryOf,
	url: (row, _, context) =>
		`${context.urls.web}${path(context.world.repositories.get(row.repositoryId), context)}/labels/${encodeURIComponent(row.name)}`,
	resourcePath: (row, _, context) =>
		`${path(context.world.repositories.get(row.repositoryId), context)}/labels/${encodeURIComponent(row.name)}`,
};

const inMilestone = (row: Milestone, { world }: Context) =>
	world.issuesOf(row.repositoryId).filter((issue) => issue.milestoneId === row.id);

export const milestoneFields: Fields<Milestone> = {
	number: (row) => row.number,
	title: (row) => row.title,
	description: (row) => row.description,
	descriptionHTML: (row) => row.description,
	state: (row) => row.state.toUpperCase(),
	closed: (row) => row.state === "closed",
	closedAt: (row) => row.closedAt,
	dueOn: (row) => row.dueOn,
	createdAt: (row) => row.createdAt,
	updatedAt: (row) => row.updatedAt,
	creator: (row, _, { world }) => actorById(world, row.creatorId),
	repository: repositoryOf,
	progressPercentage: (row, _, context) => {
		const issues = inMilestone(row, context);
		return issues.length ? (100 * issues.filter((issue) => issue.state === "closed").length) / issues.length : 0;
	},
	url: (row, _, context) =>
		`${context.urls.web}${path(context.world.repositories.get(row.repositoryId), context)}/milestone/${row.number}`,
	resourcePath: (row, _, context) =>
		`${path(context.world.repositories.get(row.repositoryId), context)}/milestone/${row.number}`,
};
