import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";
import type { z } from "zod";
import type { GitHubClient } from "../../connections/github-client.ts";
import type { PageRequest, RepositoryName, RepositoryPage } from "../forge-reader.ts";
import { ISSUES, PULL_REQUESTS } from "./documents.ts";
import { followLists } from "./follow-lists.ts";
import {
	commentOfNode,
	issueOfNode,
	type LabelsByNode,
	pullRequestOfNode,
	reviewOfNode,
	threadOfNode,
} from "./graphql-adapter.ts";
import { type IssueNode, issueNode, type PullRequestNode, pullRequestNode, repositoryPage } from "./nodes.ts";
import { ownerAndName } from "./owner-and-name.ts";

export interface ReadPageOptions {
	client: GitHubClient;
	/** Runs `read` with the page size that the provider bears now. */
	sized<T>(read: (first: number) => Promise<T>): Promise<T>;
	/** Finds labels by node id, those made since the last look included. */
	labelsFor(nodeIds: string[]): Promise<LabelsByNode>;
	request: PageRequest;
}

/** Issues, newest change first, with their comments. */
export async function readIssues(options: ReadPageOptions): Promise<RepositoryPage> {
	const { request } = options;
	const { repository, nodes, ...rest } = await readNodes(options, ISSUES, issueNode, {
		since: request.since?.toISOString() ?? null,
	});
	const labels = await options.labelsFor(labelIds(nodes));
	const changes = nodes.flatMap((node) => [
		issueOfNode(repository, node, labels),
		...commentsOf(repository, node, false),
	]);
	return { changes, items: nodes.length, total: rest.total, next: rest.next };
}

/** Pull requests, newest change first, with their comments, reviews and threads. */
export async function readPullRequests(options: ReadPageOptions): Promise<RepositoryPage> {
	const { repository, nodes, ...rest } = await readNodes(options, PULL_REQUESTS, pullRequestNode, {});
	const labels = await options.labelsFor(labelIds(nodes));
	const changes = nodes.flatMap((node) => [
		pullRequestOfNode(repository, node, labels),
		...commentsOf(repository, node, true),
		...(node.reviews?.nodes ?? []).flatMap((review) => reviewOfNode(repository, node.number, review)),
		...node.reviewThreads.nodes.flatMap((thread) => threadOfNode(repository, node.number, thread)),
	]);
	// There is no `since` for pull requests: older ones end the reading, and the count is of all of them.
	const total = options.request.since === null ? rest.total : null;
	return { changes, items: nodes.length, total, next: rest.reachedSince ? null : rest.next };
}

async function readNodes<T extends z.ZodType<IssueNode | PullRequestNode>>(
	{ client, sized, request }: ReadPageOptions,
	document: string,
	node: T,
	variables: Record<string, unknown>,
) {
	const { cursor, since, signal } = request;
	const { owner, repo: name } = ownerAndName(request.repository);
	const answer = await sized((first) =>
		client.graphql(
			document,
			{ owner, name, first, after: cursor, ...variables, request: { signal } },
			repositoryPage(node),
		),
	);
	const { databaseId: nativeId, nameWithOwner, page } = answer.repository;
	const isWanted = ({ updatedAt }: IssueNode | PullRequestNode) => since === null || new Date(updatedAt) >= since;
	const nodes = page.nodes.filter(isWanted);
	for (const wanted of nodes) await followLists(client, wanted, signal);
	return {
		repository: { nativeId, nameWithOwner },
		nodes,
		total: page.totalCount ?? null,
		next: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
		reachedSince: nodes.length < page.nodes.length,
	};
}

function labelIds(nodes: readonly (IssueNode | PullRequestNode)[]): string[] {
	return nodes.flatMap(({ labels }) => (labels?.nodes ?? []).map(({ id }) => id));
}

function commentsOf(
	repository: RepositoryName,
	node: IssueNode | PullRequestNode,
	onPullRequest: boolean,
): ScmChange[] {
	return node.comments.nodes.map((comment) =>
		commentOfNode(repository, { number: node.number, onPullRequest }, comment),
	);
}
