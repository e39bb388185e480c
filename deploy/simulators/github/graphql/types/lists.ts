import type { Issue, PullRequest, Repository } from "../../world/model.ts";
import { paginate } from "../connection.ts";
import { type Arguments, type Context, input, page, text, texts } from "../context.ts";
import { issueNode, pullRequestNode } from "../nodes.ts";
import { orderBy } from "../order.ts";

/** A repository's pull requests, filtered and ordered as the arguments ask. */
export function pullRequestsIn(repository: Repository, args: Arguments, context: Context) {
	const states = texts(args, "states");
	const labels = texts(args, "labels");
	const [base, head] = [text(args, "baseRefName"), text(args, "headRefName")];
	const order = input(args, "orderBy");
	const name = `pulls ${repository.id} ${JSON.stringify([states, labels, base, head, order])}`;
	const ordered = context.orders.get(name, () => {
		const rows = context.world
			.pullRequestsOf(repository.id)
			.filter((row) => !states || states.includes(stateOf(row)))
			.filter((row) => !base || row.baseRef === base)
			.filter((row) => !head || row.headRef === head)
			.filter((row) => !labels || carries(context, row, labels));
		return orderBy(rows, keyFor(context, text(order, "field")), text(order, "direction"));
	});
	return paginate(ordered, page(args), pullRequestNode);
}

/** A repository's issues, filtered and ordered as the arguments ask. */
export function issuesIn(repository: Repository, args: Arguments, context: Context) {
	const filter = input(args, "filterBy");
	const states = texts(args, "states") ?? texts(filter, "states");
	const labels = texts(args, "labels") ?? texts(filter, "labels");
	const since = text(filter, "since");
	const order = input(args, "orderBy");
	const name = `issues ${repository.id} ${JSON.stringify([states, labels, since, order])}`;
	const ordered = context.orders.get(name, () => {
		const rows = context.world
			.issuesOf(repository.id)
			.filter((row) => !states || states.includes(row.state.toUpperCase()))
			.filter((row) => !since || Date.parse(row.updatedAt) >= Date.parse(since))
			.filter((row) => !labels || carries(context, row, labels));
		return orderBy(rows, keyFor(context, text(order, "field")), text(order, "direction"));
	});
	return paginate(ordered, page(args), issueNode);
}

export function stateOf(row: PullRequest): "OPEN" | "CLOSED" | "MERGED" {
	if (row.mergedAt) return "MERGED";
	return row.state === "open" ? "OPEN" : "CLOSED";
}

function carries(context: Context, row: Issue | PullRequest, labels: string[]): boolean {
	return row.labelIds.some((id) => labels.includes(context.world.labels.get(id).name));
}

function keyFor(context: Context, field: string | undefined): (row: Issue | PullRequest) => (string | number)[] {
	if (field === "UPDATED_AT") return (row) => [row.updatedAt, row.number];
	if (field === "COMMENTS") return (row) => [context.world.commentsOn(row).length, row.number];
	return (row) => [row.createdAt, row.number];
}
