import { authorAssociation } from "../../world/access.ts";
import { type Issue, type IssueComment, type PullRequest, REACTIONS, type Reaction } from "../../world/model.ts";
import { nodeId } from "../../world/node-ids.ts";
import type { World } from "../../world/world.ts";
import { isPullRequest } from "../../world/world.ts";
import { labelShape, milestoneShape, repositoryShape } from "./repositories.ts";
import type { Urls } from "./urls.ts";
import { organizationAsUser, simpleUser } from "./users.ts";

/** What shapes are made from. */
export interface Source {
	world: World;
	urls: Urls;
}

const person = (id: number, { world, urls }: Source) => simpleUser(world.users.get(id), urls);

/** Counts of reactions as GitHub rolls them up. */
export function reactionRollup(subjectId: string, api: string, world: World) {
	const given = world.reactionsOf(subjectId);
	const counts = REACTIONS.map((content) => [content, given.filter((row) => row.content === content).length]);
	return { url: `${api}/reactions`, total_count: given.length, ...Object.fromEntries(counts) };
}

export function reactionShape(reaction: Reaction, source: Source) {
	return {
		id: reaction.id,
		node_id: nodeId("Reaction", reaction.id),
		user: person(reaction.userId, source),
		content: reaction.content,
		created_at: reaction.createdAt,
	};
}

/** Fields that issues and pull requests share. */
function itemShape(item: Issue | PullRequest, source: Source) {
	const { world, urls } = source;
	const repository = world.repositories.get(item.repositoryId);
	const assignees = item.assigneeIds.map((id) => person(id, source));
	return {
		number: item.number,
		title: item.title,
		body: item.body,
		user: person(item.authorId, source),
		state: item.state,
		locked: item.locked,
		active_lock_reason: null,
		assignee: assignees[0] ?? null,
		assignees,
		labels: item.labelIds.map((id) => labelShape(world.labels.get(id), world, urls)),
		milestone: item.milestoneId ? milestoneShape(world.milestones.get(item.milestoneId), world, urls) : null,
		author_association: authorAssociation(world, world.users.get(item.authorId), repository),
		created_at: item.createdAt,
		updated_at: item.updatedAt,
		closed_at: item.closedAt,
	};
}

/** GitHub's `issue`, also for the issue side of a pull request. */
export function issueShape(item: Issue | PullRequest, source: Source) {
	const { world, urls } = source;
	const name = world.fullName(world.repositories.get(item.repositoryId));
	const api = `${urls.api}/repos/${name}/issues/${item.number}`;
	const pull = isPullRequest(item) ? item : null;
	const page = `${urls.web}/${name}/${pull ? "pull" : "issues"}/${item.number}`;
	const id = pull?.issueId ?? item.id;
	return {
		url: api,
		repository_url: `${urls.api}/repos/${name}`,
		labels_url: `${api}/labels{/name}`,
		comments_url: `${api}/comments`,
		events_url: `${api}/events`,
		html_url: page,
		id,
		node_id: nodeId(pull ? "PullRequest" : "Issue", item.id),
		...itemShape(item, source),
		comments: world.commentsOn(item).length,
		state_reason: isPullRequest(item) ? null : item.stateReason,
		reactions: reactionRollup(nodeId(pull ? "PullRequest" : "Issue", item.id), api, world),
		timeline_url: `${api}/timeline`,
		performed_via_github_app: null,
		...(pull ? { draft: pull.draft, pull_request: pullLinks(pull, name, urls) } : {}),
	};
}

function pullLinks(pull: PullRequest, name: string, urls: Urls) {
	const page = `${urls.web}/${name}/pull/${pull.number}`;
	return {
		url: `${urls.api}/repos/${name}/pulls/${pull.number}`,
		html_url: page,
		diff_url: `${page}.diff`,
		patch_url: `${page}.patch`,
		merged_at: pull.mergedAt,
	};
}

/** GitHub's `pull-request-simple`: what lists carry. */
export function simplePullRequest(pull: PullRequest, source: Source) {
	const { world, urls } = source;
	const repository = world.repositories.get(pull.repositoryId);
	const name = world.fullName(repository);
	const api = `${urls.api}/repos/${name}/pulls/${pull.number}`;
	const issue = `${urls.api}/repos/${name}/issues/${pull.number}`;
	const page = `${urls.web}/${name}/pull/${pull.number}`;
	const owner = organizationAsUser(world.organizations.get(repository.organizationId), urls);
	const branch = (ref: string, sha: string) => ({
		label: `${owner.login}:${ref}`,
		ref,
		sha,
		user: owner,
		repo: repositoryShape(repository, world, urls),
	});
	const links = {
		self: api,
		html: page,
		issue,
		comments: `${issue}/comments`,
		review_comments: `${api}/comments`,
		review_comment: `${api.replace(/\/\d+$/, "")}/comments{/number}`,
		commits: `${api}/commits`,
		statuses: `${urls.api}/repos/${name}/statuses/${pull.headSha}`,
	};
	return {
		url: api,
		id: pull.id,
		node_id: nodeId("PullRequest", pull.id),
		html_url: page,
		diff_url: `${page}.diff`,
		patch_url: `${page}.patch`,
		issue_url: issue,
		...itemShape(pull, source),
		merged_at: pull.mergedAt,
		merge_commit_sha: pull.mergeCommitSha,
		requested_reviewers: pull.reviewerIds.map((id) => person(id, source)),
		requested_teams: [],
		draft: pull.draft,
		commits_url: links.commits,
		review_comments_url: links.review_comments,
		review_comment_url: links.review_comment,
		comments_url: links.comments,
		statuses_url: links.statuses,
		head: branch(pull.headRef, pull.headSha),
		base: branch(pull.baseRef, pull.baseSha),
		_links: Object.fromEntries(Object.entries(links).map(([key, href]) => [key, { href }])),
		auto_merge: null,
	};
}

/** GitHub's `pull-request`: one asked for by number, and what webhooks carry. */
export function fullPullRequest(pull: PullRequest, source: Source) {
	const { world } = source;
	return {
		...simplePullRequest(pull, source),
		merged: pull.mergedAt !== null,
		mergeable: pull.state === "open" ? true : null,
		rebaseable: pull.state === "open" ? true : null,
		mergeable_state: pull.state === "open" ? (pull.draft ? "draft" : "clean") : "unknown",
		merged_by: pull.mergedById === null ? null : person(pull.mergedById, source),
		comments: world.commentsOn(pull).length,
		review_comments: world.reviewCommentsOf(pull.id).length,
		maintainer_can_modify: false,
		commits: pull.commits,
		additions: pull.additions,
		deletions: pull.deletions,
		changed_files: pull.changedFiles,
	};
}

/** GitHub's `issue-comment`. */
export function issueCommentShape(comment: IssueComment, source: Source) {
	const { world, urls } = source;
	const repository = world.repositories.get(comment.repositoryId);
	const name = world.fullName(repository);
	const api = `${urls.api}/repos/${name}/issues/comments/${comment.id}`;
	const kind = world.findPullRequest(comment.repositoryId, comment.number) ? "pull" : "issues";
	return {
		url: api,
		html_url: `${urls.web}/${name}/${kind}/${comment.number}#issuecomment-${comment.id}`,
		issue_url: `${urls.api}/repos/${name}/issues/${comment.number}`,
		id: comment.id,
		node_id: nodeId("IssueComment", comment.id),
		user: person(comment.authorId, source),
		created_at: comment.createdAt,
		updated_at: comment.updatedAt,
		body: comment.body,
		author_association: authorAssociation(world, world.users.get(comment.authorId), repository),
		reactions: reactionRollup(nodeId("IssueComment", comment.id), api, world),
		performed_via_github_app: null,
	};
}
