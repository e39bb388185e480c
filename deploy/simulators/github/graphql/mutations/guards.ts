import { canComment, canWrite } from "../../world/access.ts";
import type { Issue, IssueComment, PullRequest, Repository, User } from "../../world/model.ts";
import { Refusal } from "../../world/refusal.ts";
import { must } from "../../world/world.ts";
import { type Arguments, type Context, type Node, text } from "../context.ts";
import { findNode } from "../nodes.ts";

/** The one who acts. @throws Refusal without a token */
export function actor(context: Context): User {
	return must(context.caller.user ?? undefined, "This mutation needs a signed-in caller.");
}

/** @throws Refusal FORBIDDEN in GitHub's words */
export function mayComment(context: Context, repository: Repository): void {
	if (!canComment(context.world, context.caller, repository)) throw notAccessible(context);
}

/** @throws Refusal FORBIDDEN in GitHub's words */
export function mayEdit(context: Context, row: { authorId: number }, repository: Repository): void {
	const own = row.authorId === actor(context).id && canComment(context.world, context.caller, repository);
	const moderates = !context.caller.installation && canWrite(context.world, context.caller, repository);
	if (!own && !moderates) throw notAccessible(context);
}

function notAccessible(context: Context): Refusal {
	const who = context.caller.installation ? "integration" : "personal access token";
	return new Refusal("FORBIDDEN", `Resource not accessible by ${who}`);
}

/** The node that an id in an input names, which must be of one of some types. @throws Refusal NOT_FOUND */
export function nodeIn(context: Context, input: Arguments, name: string, types: string[]): Node<{ id: number }> {
	const id = text(input, name) ?? "";
	const node = findNode(context, id);
	if (types.includes(node.__typename)) return node;
	throw new Refusal("NOT_FOUND", `Could not resolve to ${types.join(" or ")} node with the global id of '${id}'.`);
}

export function pullRequestIn(context: Context, input: Arguments, name = "pullRequestId"): PullRequest {
	return context.world.pullRequests.get(nodeIn(context, input, name, ["PullRequest"]).row.id);
}

export function itemIn(context: Context, input: Arguments, name: string): Issue | PullRequest {
	const node = nodeIn(context, input, name, ["Issue", "PullRequest"]);
	const table = node.__typename === "Issue" ? context.world.issues : context.world.pullRequests;
	return table.get(node.row.id);
}

export function commentIn(context: Context, input: Arguments, name: string): IssueComment {
	return context.world.issueComments.get(nodeIn(context, input, name, ["IssueComment"]).row.id);
}
