import type { z } from "zod";
import type { GitHubClient } from "../../connections/github-client.ts";
import { MORE_COMMENTS, MORE_REVIEWS, MORE_THREAD_COMMENTS, MORE_THREADS } from "./documents.ts";
import {
	commentNode,
	continuedList,
	type PullRequestNode,
	reviewCommentNode,
	reviewNode,
	threadNode,
	type WorkItemNode,
} from "./nodes.ts";

interface List<T> {
	pageInfo: { hasNextPage: boolean; endCursor: string | null };
	nodes: T[];
}

/** Reads what did not fit on the page of an issue or pull request: comments, reviews, threads and their comments. */
export async function followLists(client: GitHubClient, item: WorkItemNode | PullRequestNode, signal: AbortSignal) {
	await follow(client, MORE_COMMENTS, item.id, item.comments, commentNode, signal);
	if (!("reviewThreads" in item)) return;
	if (item.reviews !== null) await follow(client, MORE_REVIEWS, item.id, item.reviews, reviewNode, signal);
	await follow(client, MORE_THREADS, item.id, item.reviewThreads, threadNode, signal);
	for (const thread of item.reviewThreads.nodes)
		await follow(client, MORE_THREAD_COMMENTS, thread.id, thread.comments, reviewCommentNode, signal);
}

async function follow<T extends z.ZodType>(
	client: GitHubClient,
	document: string,
	id: string,
	list: List<z.infer<T>>,
	node: T,
	signal: AbortSignal,
): Promise<void> {
	let { hasNextPage, endCursor } = list.pageInfo;
	while (hasNextPage) {
		const variables = { id, after: endCursor, request: { signal } };
		const answer = await client.graphql(document, variables, continuedList(node));
		list.nodes.push(...answer.node.list.nodes);
		({ hasNextPage, endCursor } = answer.node.list.pageInfo);
	}
}
