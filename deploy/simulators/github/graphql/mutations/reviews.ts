import { type FileDiff, lineAtPosition } from "../../git/diff.ts";
import { diffOf } from "../../git/pull-request-branches.ts";
import { canWrite } from "../../world/access.ts";
import type { DiffSide, PullRequest, Review, ReviewState, ReviewThread } from "../../world/model.ts";
import { Refusal } from "../../world/refusal.ts";
import {
	addReview,
	misplacement,
	type Placement,
	replyInThread,
	setResolved,
	startThread,
	submitReview,
} from "../../world/reviews.ts";
import { type Arguments, type Context, type Fields, input, inputs, number, text } from "../context.ts";
import { reviewCommentNode, reviewNode, threadNode } from "../nodes.ts";
import { actor, mayComment, nodeIn, pullRequestIn } from "./guards.ts";

const STATES: Record<string, ReviewState> = {
	APPROVE: "APPROVED",
	REQUEST_CHANGES: "CHANGES_REQUESTED",
	COMMENT: "COMMENTED",
};

const mutationId = (args: Arguments) => text(input(args), "clientMutationId") ?? null;

export const reviewMutations: Fields<null> = {
	addPullRequestReview: async (_, args, context) => {
		const pullRequest = pullRequestIn(context, input(args));
		mayComment(context, context.world.repositories.get(pullRequest.repositoryId));
		const diff = await diffOf(context, pullRequest);
		const commitSha = text(input(args), "commitOID");
		const review = addReview(context.world, {
			pullRequest,
			author: actor(context),
			state: STATES[text(input(args), "event") ?? ""] ?? "PENDING",
			body: text(input(args), "body") ?? "",
			...(commitSha ? { commitSha } : {}),
			comments: [
				...inputs(input(args), "threads").map((thread) => placementOf(thread)),
				...inputs(input(args), "comments").map((comment) => fromPosition(comment, diff)),
			],
			diff,
		});
		const node = reviewNode(review);
		return { clientMutationId: mutationId(args), pullRequestReview: node, reviewEdge: { cursor: "", node } };
	},
	submitPullRequestReview: (_, args, context) => {
		const review = reviewIn(context, input(args));
		const state = STATES[text(input(args), "event") ?? ""] ?? "COMMENTED";
		submitReview(context.world, review, state, text(input(args), "body") ?? null);
		return { clientMutationId: mutationId(args), pullRequestReview: reviewNode(review) };
	},
	addPullRequestReviewThread: async (_, args, context) => {
		const review = await pendingReview(context, input(args));
		const diff = await diffOf(context, context.world.pullRequests.get(review.pullRequestId));
		const placement = placementOf(input(args));
		// GitHub answers without a thread, and without an error, for a line outside the diff.
		if (misplacement(diff, placement)) return { clientMutationId: mutationId(args), thread: null };
		const comment = startThread(context.world, review, placement, diff);
		context.world.version += 1;
		return { clientMutationId: mutationId(args), thread: threadNode(context.world.threads.get(comment.threadId)) };
	},
	addPullRequestReviewThreadReply: (_, args, context) => {
		const thread = threadIn(context, input(args), "pullRequestReviewThreadId");
		mayComment(context, repositoryOf(context, thread));
		const comment = replyInThread(context.world, thread, actor(context), text(input(args), "body") ?? "");
		return { clientMutationId: mutationId(args), comment: reviewCommentNode(comment) };
	},
	resolveReviewThread: (_, args, context) => resolve(context, args, true),
	unresolveReviewThread: (_, args, context) => resolve(context, args, false),
};

function resolve(context: Context, args: Arguments, resolved: boolean) {
	const thread = threadIn(context, input(args), "threadId");
	const isAuthor = context.world.pullRequests.get(thread.pullRequestId).authorId === actor(context).id;
	if (!isAuthor && !canWrite(context.world, context.caller, repositoryOf(context, thread))) {
		throw new Refusal("FORBIDDEN", "You do not have permission to resolve this thread.");
	}
	setResolved(context.world, thread, actor(context), resolved);
	return { clientMutationId: mutationId(args), thread: threadNode(thread) };
}

/** The review a new thread belongs to: the one named, else the caller's pending one, else a new one. */
async function pendingReview(context: Context, from: Arguments): Promise<Review> {
	if (text(from, "pullRequestReviewId")) return reviewIn(context, from);
	const pullRequest = pullRequestIn(context, from);
	mayComment(context, context.world.repositories.get(pullRequest.repositoryId));
	const pending = context.world
		.reviewsOf(pullRequest.id)
		.find((row) => row.state === "PENDING" && row.authorId === actor(context).id);
	return pending ?? newPending(context, pullRequest);
}

function newPending(context: Context, pullRequest: PullRequest): Review {
	const rest = { state: "PENDING" as const, body: "", comments: [], diff: [] };
	return addReview(context.world, { pullRequest, author: actor(context), ...rest });
}

function reviewIn(context: Context, from: Arguments): Review {
	const review = context.world.reviews.get(nodeIn(context, from, "pullRequestReviewId", ["PullRequestReview"]).row.id);
	const own = review.authorId === actor(context).id && review.state === "PENDING";
	if (!own) throw new Refusal("UNPROCESSABLE", "The review is not a pending review of yours.");
	return review;
}

function threadIn(context: Context, from: Arguments, name: string): ReviewThread {
	return context.world.threads.get(nodeIn(context, from, name, ["PullRequestReviewThread"]).row.id);
}

function repositoryOf(context: Context, thread: ReviewThread) {
	return context.world.repositories.get(context.world.pullRequests.get(thread.pullRequestId).repositoryId);
}

function placementOf(from: Arguments): Placement {
	const side = (value: string | undefined): DiffSide | null => (value === "LEFT" || value === "RIGHT" ? value : null);
	return {
		path: text(from, "path") ?? "",
		line: number(from, "line") ?? 0,
		side: side(text(from, "side")) ?? "RIGHT",
		startLine: number(from, "startLine") ?? null,
		startSide: side(text(from, "startSide")),
		body: text(from, "body") ?? "",
	};
}

function fromPosition(from: Arguments, diff: FileDiff[]): Placement {
	const path = text(from, "path") ?? "";
	const file = diff.find((candidate) => candidate.path === path);
	const place = file && lineAtPosition(file, number(from, "position") ?? 0);
	const rest = { startLine: null, startSide: null, body: text(from, "body") ?? "" };
	return { path, line: place?.line ?? 0, side: place?.side ?? "RIGHT", ...rest };
}
