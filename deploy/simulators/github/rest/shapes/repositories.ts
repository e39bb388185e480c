import type { Label, Milestone, Repository } from "../../world/model.ts";
import { nodeId } from "../../world/node-ids.ts";
import type { World } from "../../world/world.ts";
import type { Urls } from "./urls.ts";
import { organizationAsUser, simpleUser } from "./users.ts";

/** Templates of a repository's addresses, by the field's name. */
const LINKS: Record<string, string> = {
	archive_url: "/{archive_format}{/ref}",
	assignees_url: "/assignees{/user}",
	blobs_url: "/git/blobs{/sha}",
	branches_url: "/branches{/branch}",
	collaborators_url: "/collaborators{/collaborator}",
	comments_url: "/comments{/number}",
	commits_url: "/commits{/sha}",
	compare_url: "/compare/{base}...{head}",
	contents_url: "/contents/{+path}",
	contributors_url: "/contributors",
	deployments_url: "/deployments",
	downloads_url: "/downloads",
	events_url: "/events",
	forks_url: "/forks",
	git_commits_url: "/git/commits{/sha}",
	git_refs_url: "/git/refs{/sha}",
	git_tags_url: "/git/tags{/sha}",
	hooks_url: "/hooks",
	issue_comment_url: "/issues/comments{/number}",
	issue_events_url: "/issues/events{/number}",
	issues_url: "/issues{/number}",
	keys_url: "/keys{/key_id}",
	labels_url: "/labels{/name}",
	languages_url: "/languages",
	merges_url: "/merges",
	milestones_url: "/milestones{/number}",
	notifications_url: "/notifications{?since,all,participating}",
	pulls_url: "/pulls{/number}",
	releases_url: "/releases{/id}",
	stargazers_url: "/stargazers",
	statuses_url: "/statuses/{sha}",
	subscribers_url: "/subscribers",
	subscription_url: "/subscription",
	tags_url: "/tags",
	teams_url: "/teams",
	trees_url: "/git/trees{/sha}",
};

/** GitHub's `repository`: what lists, pull requests and webhooks carry. */
export function repositoryShape(repository: Repository, world: World, urls: Urls) {
	const name = world.fullName(repository);
	const api = `${urls.api}/repos/${name}`;
	const host = new URL(urls.web).host;
	const open = openItems(repository, world);
	return {
		id: repository.id,
		node_id: nodeId("Repository", repository.id),
		name: repository.name,
		full_name: name,
		private: repository.private,
		owner: organizationAsUser(world.organizations.get(repository.organizationId), urls),
		html_url: `${urls.web}/${name}`,
		description: repository.description,
		fork: false,
		url: api,
		...Object.fromEntries(Object.entries(LINKS).map(([field, path]) => [field, api + path])),
		created_at: repository.createdAt,
		updated_at: repository.updatedAt,
		pushed_at: repository.pushedAt,
		git_url: `git://${host}/${name}.git`,
		ssh_url: `git@${host}:${name}.git`,
		clone_url: `${urls.web}/${name}.git`,
		svn_url: `${urls.web}/${name}`,
		homepage: null,
		size: 128,
		stargazers_count: 0,
		watchers_count: 0,
		language: repository.language,
		has_issues: true,
		has_projects: true,
		has_downloads: true,
		has_wiki: false,
		has_pages: false,
		has_discussions: false,
		forks_count: 0,
		mirror_url: null,
		archived: repository.archived,
		disabled: false,
		open_issues_count: open,
		license: null,
		allow_forking: true,
		is_template: false,
		web_commit_signoff_required: false,
		topics: [],
		visibility: repository.private ? "private" : "public",
		forks: 0,
		open_issues: open,
		watchers: 0,
		default_branch: repository.defaultBranch,
	};
}

/** GitHub's `full-repository`: a repository asked for by name. */
export function fullRepository(repository: Repository, world: World, urls: Urls) {
	const organization = world.organizations.get(repository.organizationId);
	return {
		...repositoryShape(repository, world, urls),
		organization: organizationAsUser(organization, urls),
		network_count: 0,
		subscribers_count: 0,
	};
}

const counted = new WeakMap<Repository, { version: number; open: number }>();

function openItems(repository: Repository, world: World): number {
	const known = counted.get(repository);
	if (known?.version === world.version) return known.open;
	const items = [...world.issuesOf(repository.id), ...world.pullRequestsOf(repository.id)];
	const open = items.filter((row) => row.state === "open").length;
	counted.set(repository, { version: world.version, open });
	return open;
}

/** GitHub's `label`. */
export function labelShape(label: Label, world: World, urls: Urls) {
	const name = world.fullName(world.repositories.get(label.repositoryId));
	return {
		id: label.id,
		node_id: nodeId("Label", label.id),
		url: `${urls.api}/repos/${name}/labels/${encodeURIComponent(label.name)}`,
		name: label.name,
		color: label.color,
		default: false,
		description: label.description,
	};
}

/** GitHub's `milestone`. */
export function milestoneShape(milestone: Milestone, world: World, urls: Urls) {
	const name = world.fullName(world.repositories.get(milestone.repositoryId));
	const api = `${urls.api}/repos/${name}/milestones/${milestone.number}`;
	const issues = world.issuesOf(milestone.repositoryId).filter((row) => row.milestoneId === milestone.id);
	return {
		url: api,
		html_url: `${urls.web}/${name}/milestone/${milestone.number}`,
		labels_url: `${api}/labels`,
		id: milestone.id,
		node_id: nodeId("Milestone", milestone.id),
		number: milestone.number,
		title: milestone.title,
		description: milestone.description,
		creator: simpleUser(world.users.get(milestone.creatorId), urls),
		open_issues: issues.filter((row) => row.state === "open").length,
		closed_issues: issues.filter((row) => row.state === "closed").length,
		state: milestone.state,
		created_at: milestone.createdAt,
		updated_at: milestone.updatedAt,
		due_on: milestone.dueOn,
		closed_at: milestone.closedAt,
	};
}
