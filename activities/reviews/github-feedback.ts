import { z } from "zod";
import { toPlain } from "../operations/provider-failures.ts";
import type { ForgeFeedback, NoteToPost, PostedNote } from "./forge-access.ts";
import { placementRefusal } from "./github-refusals.ts";

/** Runs a GraphQL document and parses its data; throws the client's GraphqlResponseError when the answer has errors. */
export type RunGraphql = <T>(document: string, variables: Record<string, unknown>, schema: z.ZodType<T>) => Promise<T>;

const comment = z.object({ id: z.string(), url: z.string(), body: z.string(), viewerDidAuthor: z.boolean() });
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const commentsPage = z.object({
	node: z.object({ comments: z.object({ nodes: z.array(comment), pageInfo }) }),
});
const threadsPage = z.object({
	node: z.object({
		reviewThreads: z.object({
			pageInfo,
			nodes: z.array(
				z.object({
					path: z.string(),
					isResolved: z.boolean(),
					isOutdated: z.boolean(),
					comments: z.object({
						nodes: z.array(
							comment.extend({
								isMinimized: z.boolean(),
								pullRequestReview: z.object({ body: z.string() }).nullable(),
							}),
						),
					}),
				}),
			),
		}),
	}),
});
const viewer = z.object({ viewer: z.object({ databaseId: z.number().int() }) });
const added = z.object({ addComment: z.object({ commentEdge: z.object({ node: comment }) }) });
const updated = z.object({ updateIssueComment: z.object({ issueComment: comment }) });

const reviewed = z.object({ addPullRequestReview: z.object({ pullRequestReview: z.object({ id: z.string() }) }) });
const hidden = z.object({ minimizeComment: z.object({ minimizedComment: z.object({ isMinimized: z.boolean() }) }) });
const acknowledged = z.object({ addReaction: z.object({ reaction: z.object({ content: z.string() }) }) });

const COMMENT = "id url body viewerDidAuthor";
const VIEWER = "query OwnAccount { viewer { databaseId } }";
const COMMENTS = `query OwnComments($id: ID!, $after: String) { node(id: $id) { ... on PullRequest {
	comments(first: 100, after: $after) { nodes { ${COMMENT} } pageInfo { hasNextPage endCursor } } } } }`;
const THREADS = `query OwnNotes($id: ID!, $after: String) { node(id: $id) { ... on PullRequest {
	reviewThreads(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { path isResolved isOutdated
		comments(first: 1) { nodes { ${COMMENT} isMinimized pullRequestReview { body } } } } } } } }`;
const ADD_COMMENT = `mutation AddSummary($subjectId: ID!, $body: String!) {
	addComment(input: { subjectId: $subjectId, body: $body }) { commentEdge { node { ${COMMENT} } } } }`;
const UPDATE_COMMENT = `mutation UpdateSummary($id: ID!, $body: String!) {
	updateIssueComment(input: { id: $id, body: $body }) { issueComment { ${COMMENT} } } }`;
const ADD_REVIEW = `mutation AddNotes($input: AddPullRequestReviewInput!) {
	addPullRequestReview(input: $input) { pullRequestReview { id } } }`;
const HIDE = `mutation HideNote($id: ID!) {
	minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }`;
const EYES = `mutation Acknowledge($id: ID!) {
	addReaction(input: { subjectId: $id, content: EYES }) { reaction { content } } }`;

/** Comments scanned for our own ones: 20 pages of 100 (specification, section 15.3). */
const MAX_PAGES = 20;

/** Feedback on GitHub, by GraphQL, in the name of whoever `graphql` authenticates. */
export function createGitHubFeedback(graphql: RunGraphql): ForgeFeedback {
	return {
		async ownNativeId() {
			return (await graphql(VIEWER, {}, viewer)).viewer.databaseId;
		},
		async listComments({ nodeId }) {
			const own = await collect(async (after) => {
				const { node } = await graphql(COMMENTS, { id: nodeId, after }, commentsPage);
				return node.comments;
			});
			return own.filter((row) => row.viewerDidAuthor);
		},
		async postComment({ nodeId }, body) {
			const { addComment } = await graphql(ADD_COMMENT, { subjectId: nodeId, body }, added);
			return addComment.commentEdge.node;
		},
		async editComment(id, body) {
			try {
				const { updateIssueComment } = await graphql(UPDATE_COMMENT, { id, body }, updated);
				return updateIssueComment.issueComment;
			} catch (error) {
				if (isGone(error)) return null;
				throw error;
			}
		},
		async listNotes({ nodeId }) {
			const threads = await collect(async (after) => {
				const { node } = await graphql(THREADS, { id: nodeId, after }, threadsPage);
				return node.reviewThreads;
			});
			return threads.flatMap(toOwnNote);
		},
		async postNotes({ nodeId }, { commitSha, body, notes }) {
			const input = {
				pullRequestId: nodeId,
				commitOID: commitSha,
				event: "COMMENT",
				body,
				threads: notes.map(toThread),
			};
			try {
				await graphql(ADD_REVIEW, { input }, reviewed);
				return { refused: null };
			} catch (error) {
				const refused = placementRefusal(error);
				if (refused === null) throw error;
				return { refused };
			}
		},
		async hideNote(id) {
			await graphql(HIDE, { id }, hidden);
		},
		async acknowledge(commentNodeId) {
			await graphql(EYES, { id: commentNodeId }, acknowledged);
		},
	};
}

interface Page<T> {
	nodes: T[];
	pageInfo: z.infer<typeof pageInfo>;
}

async function collect<T>(read: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
	const all: T[] = [];
	let after: string | null = null;
	for (let page = 0; page < MAX_PAGES; page++) {
		const { nodes, pageInfo: next }: Page<T> = await read(after);
		all.push(...nodes);
		if (!next.hasNextPage) break;
		after = next.endCursor;
	}
	return all;
}

type Thread = z.infer<typeof threadsPage>["node"]["reviewThreads"]["nodes"][number];

function toOwnNote(thread: Thread): PostedNote[] {
	const [first] = thread.comments.nodes;
	if (first === undefined || !first.viewerDidAuthor) return [];
	return [
		{
			id: first.id,
			url: first.url,
			body: first.body,
			path: thread.path,
			isDone: thread.isResolved || thread.isOutdated,
			isHidden: first.isMinimized,
			reviewBody: first.pullRequestReview?.body ?? "",
		},
	];
}

function toThread({ path, startLine, endLine, body }: NoteToPost) {
	const range = endLine > startLine ? { startLine, startSide: "RIGHT" } : {};
	return { path, body, line: endLine, side: "RIGHT", ...range };
}

function isGone(error: unknown): boolean {
	return errorTypes(error).includes("NOT_FOUND");
}

function errorTypes(error: unknown): (string | undefined)[] {
	const parsed = z.object({ errors: z.array(z.object({ type: z.string().optional() })) }).safeParse(toPlain(error));
	return parsed.success ? parsed.data.errors.map(({ type }) => type) : [];
}
