import type { Issue, PullRequest } from "../../world/model.ts";
import { nodeId } from "../../world/node-ids.ts";
import { isPullRequest } from "../../world/world.ts";
import { byId, empty, paginate } from "../connection.ts";
import { type Context, type Fields, page } from "../context.ts";
import { actorNode, issueCommentNode, labelNode, milestoneNode, repositoryNode } from "../nodes.ts";
import { association, reactableFields, writtenFields } from "./comments.ts";

type Item = Issue | PullRequest;

const pathOf = (item: Item, { world }: Context) => {
	const kind = isPullRequest(item) ? "pull" : "issues";
	return `/${world.fullName(world.repositories.get(item.repositoryId))}/${kind}/${item.number}`;
};

/** Fields that issues and pull requests share. */
export const workItemFields: Fields<Item> = {
	...writtenFields,
	...reactableFields<Item>((item) => nodeId(isPullRequest(item) ? "PullRequest" : "Issue", item.id)),
	number: (item) => item.number,
	title: (item) => item.title,
	titleHTML: (item) => item.title,
	closed: (item) => item.state === "closed",
	closedAt: (item) => item.closedAt,
	locked: (item) => item.locked,
	activeLockReason: () => null,
	repository: (item, _, { world }) => repositoryNode(world.repositories.get(item.repositoryId)),
	url: (item, _, context) => `${context.urls.web}${pathOf(item, context)}`,
	resourcePath: (item, _, context) => pathOf(item, context),
	authorAssociation: (item, _, context) =>
		association(context, item.authorId, context.world.repositories.get(item.repositoryId)),
	labels: (item, args, { world }) =>
		paginate(
			byId(item.labelIds.map((id) => world.labels.get(id)).toSorted((a, b) => a.id - b.id)),
			page(args),
			labelNode,
		),
	assignees: (item, args, { world }) => paginate(byId(usersBy(world, item.assigneeIds)), page(args), actorNode),
	assignedActors: (item, args, { world }) => paginate(byId(usersBy(world, item.assigneeIds)), page(args), actorNode),
	participants: (item, args, { world }) => {
		const ids = [item.authorId, ...world.commentsOn(item).map((comment) => comment.authorId)];
		const people = usersBy(world, ids).filter((user) => user.type === "User");
		return paginate(byId(people), page(args), actorNode);
	},
	milestone: (item, _, { world }) => (item.milestoneId ? milestoneNode(world.milestones.get(item.milestoneId)) : null),
	comments: (item, args, { world }) => paginate(byId(world.commentsOn(item)), page(args), issueCommentNode),
	isReadByViewer: () => true,
	projectItems: () => empty(),
	projectsV2: () => empty(),
};

export const issueFields: Fields<Issue> = {
	...workItemFields,
	state: (issue) => issue.state.toUpperCase(),
	stateReason: (issue) => issue.stateReason?.toUpperCase() ?? null,
	isPinned: () => false,
	issueType: () => null,
	parent: () => null,
	subIssues: () => empty(),
	subIssuesSummary: () => ({ total: 0, completed: 0, percentCompleted: 0 }),
	issueDependenciesSummary: () => ({ blockedBy: 0, blocking: 0, totalBlockedBy: 0, totalBlocking: 0 }),
	blockedBy: () => empty(),
	blocking: () => empty(),
	trackedIssues: () => empty(),
	trackedInIssues: () => empty(),
	closedByPullRequestsReferences: () => empty(),
};

export function usersBy(world: Context["world"], ids: number[]) {
	return [...new Set(ids)].sort((a, b) => a - b).map((id) => world.users.get(id));
}
