import { canRead } from "../world/access.ts";
import type * as model from "../world/model.ts";
import { nodeId, parseNodeId } from "../world/node-ids.ts";
import { Refusal } from "../world/refusal.ts";
import type { World } from "../world/world.ts";
import type { Context, Node } from "./context.ts";

const wrap =
	(__typename: string) =>
	<Row>(row: Row): Node<Row> => ({ __typename, row });

export const organizationNode = wrap("Organization");
export const teamNode = wrap("Team");
export const repositoryNode = wrap("Repository");
export const labelNode = wrap("Label");
export const milestoneNode = wrap("Milestone");
export const issueNode = wrap("Issue");
export const pullRequestNode = wrap("PullRequest");
export const issueCommentNode = wrap("IssueComment");
export const reviewNode = wrap("PullRequestReview");
export const threadNode = wrap("PullRequestReviewThread");
export const reviewCommentNode = wrap("PullRequestReviewComment");
export const reactionNode = wrap("Reaction");
export const commitNode = wrap("Commit");

/** A person or a bot as an `Actor`. */
export function actorNode(user: model.User): Node<model.User> {
	return { __typename: user.type, row: user };
}

export function actorById(world: World, id: number | null): Node<model.User> | null {
	return id === null ? null : actorNode(world.users.get(id));
}

/** The global id of a wrapped row. */
export function globalId(node: Node<{ id: number }>): string {
	const kinds = parseKind(node.__typename);
	return nodeId(kinds, node.row.id);
}

function parseKind(typename: string) {
	switch (typename) {
		case "User":
		case "Bot":
		case "Organization":
		case "Team":
		case "Repository":
		case "Label":
		case "Milestone":
		case "Issue":
		case "PullRequest":
		case "IssueComment":
		case "PullRequestReview":
		case "PullRequestReviewThread":
		case "PullRequestReviewComment":
		case "Reaction":
			return typename;
		default:
			throw new Error(`The simulated GitHub makes no ids for ${typename}`);
	}
}

/** The node behind a global id. @throws Refusal NOT_FOUND, also where the caller may not see it */
export function findNode(context: Context, id: string): Node<{ id: number }> {
	const parsed = parseNodeId(id);
	const node = parsed && lookUp(context.world, parsed.kind, parsed.id);
	const repository = node && repositoryOf(context.world, node);
	if (!node || (repository && !canRead(context.world, context.caller, repository))) {
		throw new Refusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
	}
	return node;
}

function lookUp(world: World, kind: string, id: number): Node<{ id: number }> | undefined {
	const tables: Record<string, { find(id: number): { id: number } | undefined }> = {
		User: world.users,
		Bot: world.users,
		Organization: world.organizations,
		Team: world.teams,
		Repository: world.repositories,
		Label: world.labels,
		Milestone: world.milestones,
		Issue: world.issues,
		PullRequest: world.pullRequests,
		IssueComment: world.issueComments,
		PullRequestReview: world.reviews,
		PullRequestReviewThread: world.threads,
		PullRequestReviewComment: world.reviewComments,
		Reaction: world.reactions,
	};
	const row = tables[kind]?.find(id);
	return row && { __typename: kind, row };
}

/** The repository a node belongs to, where it belongs to one. */
function repositoryOf(world: World, { row, __typename }: Node<{ id: number }>): model.Repository | undefined {
	if (__typename === "Repository") return world.repositories.get(row.id);
	if ("repositoryId" in row && typeof row.repositoryId === "number") return world.repositories.get(row.repositoryId);
	if ("pullRequestId" in row && typeof row.pullRequestId === "number") {
		return world.repositories.get(world.pullRequests.get(row.pullRequestId).repositoryId);
	}
	return undefined;
}
