import { z } from "zod";
import type { Runtime } from "../../api-server.ts";
import { lineAtPosition } from "../../git/diff.ts";
import { diffOf, openFromBranches } from "../../git/pull-request-branches.ts";
import type { PullRequest, ReviewState } from "../../world/model.ts";
import { closePullRequest, editPullRequest, reopenPullRequest } from "../../world/pull-requests.ts";
import { Refusal } from "../../world/refusal.ts";
import { addReview, misplacement, type Placement, replyInThread } from "../../world/reviews.ts";
import { must } from "../../world/world.ts";
import { actor, mayComment, mayWrite, numberIn, pullRequestIn, repositoryIn } from "../lookup.ts";
import { paged } from "../pages.ts";
import type { Route } from "../route.ts";
import { fullPullRequest, simplePullRequest } from "../shapes/items.ts";
import { commitShape, fileShape, reviewCommentShape, reviewShape } from "../shapes/reviews.ts";

const base = "/repos/{owner}/{repo}/pulls";

const newPullRequest = z.object({
	title: z.string().min(1),
	body: z.string().nullish(),
	head: z.string(),
	base: z.string(),
	draft: z.boolean().optional(),
});
const pullRequestEdit = z.object({
	title: z.string().optional(),
	body: z.string().nullish(),
	state: z.enum(["open", "closed"]).optional(),
});

/** Pull requests with their commits and files. */
export function pullRequestRoutes(route: Route, runtime: Runtime): void {
	const { world } = runtime;

	route("get", base, (c) => {
		const repository = repositoryIn(runtime, c);
		const state = c.req.query("state") ?? "open";
		const head = c.req.query("head")?.split(":").at(-1);
		const target = c.req.query("base");
		const key = c.req.query("sort") === "updated" ? "updatedAt" : "createdAt";
		const direction = c.req.query("direction") ?? (c.req.query("sort") ? "asc" : "desc");
		const found = world
			.pullRequestsOf(repository.id)
			.filter((row) => state === "all" || row.state === state)
			.filter((row) => (!head || row.headRef === head) && (!target || row.baseRef === target))
			.toSorted((a, b) => (a[key] === b[key] ? a.number - b.number : a[key] < b[key] ? -1 : 1));
		const { rows, headers } = paged(c, direction === "desc" ? found.toReversed() : found);
		return { status: 200, body: rows.map((row) => simplePullRequest(row, runtime)), headers };
	});

	route("post", base, async (c) => {
		const repository = repositoryIn(runtime, c);
		mayWrite(runtime, c, repository);
		const request = newPullRequest.parse(await c.req.json());
		const pull = await openFromBranches(runtime, {
			repository,
			author: actor(c),
			title: request.title,
			body: request.body ?? null,
			baseRef: request.base,
			headRef: request.head.split(":").at(-1) ?? "",
			draft: request.draft ?? false,
		});
		return { status: 201, body: fullPullRequest(pull, runtime) };
	});

	route("get", `${base}/{pull_number}`, (c) => ({
		status: 200,
		body: fullPullRequest(pullRequestIn(runtime, c), runtime),
	}));

	route("patch", `${base}/{pull_number}`, async (c) => {
		const pull = pullRequestIn(runtime, c);
		mayWrite(runtime, c, repositoryIn(runtime, c));
		const { state, title, body } = pullRequestEdit.parse(await c.req.json());
		if (title !== undefined || body !== undefined) {
			const edit = { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) };
			editPullRequest(world, pull, actor(c), edit);
		}
		if (state === "closed" && pull.state === "open") closePullRequest(world, pull, actor(c));
		if (state === "open" && pull.state === "closed" && !pull.mergedAt) reopenPullRequest(world, pull, actor(c));
		return { status: 200, body: fullPullRequest(pull, runtime) };
	});

	route("get", `${base}/{pull_number}/files`, async (c) => {
		const pull = pullRequestIn(runtime, c);
		const { rows, headers } = paged(c, await diffOf(runtime, pull));
		return { status: 200, body: rows.map((file) => fileShape(file, pull, runtime)), headers };
	});

	route("get", `${base}/{pull_number}/commits`, async (c) => {
		const pull = pullRequestIn(runtime, c);
		const repository = repositoryIn(runtime, c);
		const commits = repository.hasGit ? await runtime.store.commits(repository.id, pull.baseSha, pull.headSha) : [];
		const { rows, headers } = paged(c, commits);
		return { status: 200, body: rows.map((commit) => commitShape(commit, repository, runtime)), headers };
	});

	reviewRoutes(route, runtime);
	reviewCommentRoutes(route, runtime);
}

const STATES: Record<string, ReviewState> = {
	APPROVE: "APPROVED",
	REQUEST_CHANGES: "CHANGES_REQUESTED",
	COMMENT: "COMMENTED",
};
const side = z.enum(["LEFT", "RIGHT"]);
const draftComment = z.object({
	path: z.string(),
	body: z.string(),
	position: z.number().optional(),
	line: z.number().optional(),
	side: side.optional(),
	start_line: z.number().nullish(),
	start_side: side.nullish(),
});
const newReview = z.object({
	commit_id: z.string().optional(),
	body: z.string().optional(),
	event: z.enum(["APPROVE", "REQUEST_CHANGES", "COMMENT"]).optional(),
	comments: z.array(draftComment).default([]),
});

function reviewRoutes(route: Route, runtime: Runtime): void {
	const { world } = runtime;

	route("get", `${base}/{pull_number}/reviews`, (c) => {
		const seen = world.reviewsOf(pullRequestIn(runtime, c).id).filter((row) => row.state !== "PENDING");
		const { rows, headers } = paged(c, seen);
		return { status: 200, body: rows.map((row) => reviewShape(row, runtime)), headers };
	});

	route("post", `${base}/{pull_number}/reviews`, async (c) => {
		const pull = pullRequestIn(runtime, c);
		mayComment(runtime, c, repositoryIn(runtime, c));
		const request = newReview.parse(await c.req.json());
		await checkCommit(runtime, pull, request.commit_id);
		const diff = await diffOf(runtime, pull);
		const comments = request.comments.map((comment) => {
			const file = diff.find((candidate) => candidate.path === comment.path);
			return placementOf(comment, file && lineAtPosition(file, comment.position ?? 0));
		});
		const review = addReview(world, {
			pullRequest: pull,
			author: actor(c),
			state: STATES[request.event ?? ""] ?? "PENDING",
			body: request.body ?? "",
			...(request.commit_id ? { commitSha: request.commit_id } : {}),
			comments,
			diff,
		});
		return { status: 200, body: reviewShape(review, runtime) };
	});

	route("get", `${base}/{pull_number}/reviews/{review_id}/comments`, (c) => {
		const pull = pullRequestIn(runtime, c);
		const reviewId = numberIn(c, "review_id");
		const own = world.reviewCommentsOf(pull.id).filter((row) => row.reviewId === reviewId);
		const { rows, headers } = paged(c, own);
		return { status: 200, body: rows.map((row) => reviewCommentShape(row, runtime)), headers };
	});
}

const newComment = draftComment.extend({
	commit_id: z.string().optional(),
	in_reply_to: z.number().optional(),
	subject_type: z.enum(["line", "file"]).optional(),
});

function reviewCommentRoutes(route: Route, runtime: Runtime): void {
	const { world } = runtime;

	route("get", `${base}/{pull_number}/comments`, (c) => {
		const { rows, headers } = paged(c, world.reviewCommentsOf(pullRequestIn(runtime, c).id));
		return { status: 200, body: rows.map((row) => reviewCommentShape(row, runtime)), headers };
	});

	route("post", `${base}/{pull_number}/comments`, async (c) => {
		const pull = pullRequestIn(runtime, c);
		mayComment(runtime, c, repositoryIn(runtime, c));
		const request = newComment.parse(await c.req.json());
		if (request.in_reply_to) {
			const first = must(world.reviewComments.find(request.in_reply_to), "no such comment");
			const reply = replyInThread(world, world.threads.get(first.threadId), actor(c), request.body);
			return { status: 201, body: reviewCommentShape(reply, runtime) };
		}
		const commitSha = await checkCommit(runtime, pull, request.commit_id);
		const diff = await diffOf(runtime, pull);
		const file = diff.find((candidate) => candidate.path === request.path);
		const placement = placementOf(request, file && lineAtPosition(file, request.position ?? 0));
		if (misplacement(diff, placement)) throw outsideDiff(placement, file !== undefined);
		const review = { pullRequest: pull, author: actor(c), state: "COMMENTED" as const, body: "", commitSha };
		const { id } = addReview(world, { ...review, comments: [placement], diff });
		const comment = must(
			world.reviewCommentsOf(pull.id).find((row) => row.reviewId === id),
			"the comment just made",
		);
		return { status: 201, body: reviewCommentShape(comment, runtime) };
	});

	route("post", `${base}/{pull_number}/comments/{comment_id}/replies`, async (c) => {
		pullRequestIn(runtime, c);
		mayComment(runtime, c, repositoryIn(runtime, c));
		const first = must(world.reviewComments.find(numberIn(c, "comment_id")), "no such comment");
		const { body } = z.object({ body: z.string() }).parse(await c.req.json());
		const reply = replyInThread(world, world.threads.get(first.threadId), actor(c), body);
		return { status: 201, body: reviewCommentShape(reply, runtime) };
	});
}

function placementOf(
	comment: z.infer<typeof draftComment>,
	place: ReturnType<typeof lineAtPosition> | undefined,
): Placement {
	return {
		path: comment.path,
		body: comment.body,
		line: comment.line ?? place?.line ?? 0,
		side: comment.side ?? place?.side ?? "RIGHT",
		startLine: comment.start_line ?? null,
		startSide: comment.start_side ?? null,
	};
}

/** A review names a commit of the pull request, or none. @throws Refusal UNPROCESSABLE in GitHub's words */
async function checkCommit(runtime: Runtime, pull: PullRequest, sha: string | undefined): Promise<string> {
	if (sha === undefined || sha === pull.headSha) return pull.headSha;
	const commits = await runtime.store.commits(pull.repositoryId, pull.baseSha, pull.headSha);
	if (commits.some((commit) => commit.sha === sha)) return sha;
	throw new Refusal("UNPROCESSABLE", "Validation Failed", [
		{
			resource: "PullRequestReviewComment",
			code: "custom",
			field: "commit_id",
			message: "commit_id is not part of the pull request",
		},
	]);
}

function outsideDiff(placement: Placement, pathKnown: boolean): Refusal {
	const field = pathKnown ? "pull_request_review_thread.line" : "pull_request_review_thread.path";
	const message = pathKnown
		? `${field} must be part of the diff`
		: `${field} ${placement.path} is not part of the diff`;
	return new Refusal("UNPROCESSABLE", "Validation Failed", [
		{ resource: "PullRequestReviewComment", code: "custom", field, message },
	]);
}
