import { type FileDiff, hunkAt, hunkExcerpt } from "../git/diff.ts";
import { laterOf } from "./comments.ts";
import { checkBody, checkLength } from "./issues.ts";
import type { DiffSide, PullRequest, Review, ReviewComment, ReviewState, ReviewThread, User } from "./model.ts";
import { Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

/** An inline comment as a reviewer places it. */
export interface Placement {
	path: string;
	line: number;
	side: DiffSide;
	startLine: number | null;
	startSide: DiffSide | null;
	body: string;
}

export interface NewReview {
	pullRequest: PullRequest;
	author: User;
	state: ReviewState;
	body: string;
	commitSha?: string;
	comments: Placement[];
	/** The pull request's diff, where comments must lie. */
	diff: FileDiff[];
	at?: string;
}

/** Why a comment cannot stand where it was put, in GitHub's words; undefined where it can. */
export function misplacement(diff: FileDiff[], placement: Placement): string | undefined {
	const file = diff.find((candidate) => candidate.path === placement.path);
	if (!file) return "Path could not be resolved";
	const hunk = hunkAt(file, placement.side, placement.line);
	if (!hunk) return "Line could not be resolved";
	if (placement.startLine === null) return undefined;
	const start = hunkAt(file, placement.startSide ?? placement.side, placement.startLine);
	if (!start) return "Start line could not be resolved";
	if (start !== hunk) return "Pull request review thread start line must be part of the same hunk as the line.";
	const sameSide = (placement.startSide ?? placement.side) === placement.side;
	if (sameSide && placement.startLine >= placement.line) return "Start line must precede the end line.";
	return undefined;
}

/** Records a review with its comments, all or nothing. @throws Refusal for bodies, placements or empty reviews */
export function addReview(world: World, input: NewReview): Review {
	checkReview(input);
	const at = input.at ?? world.clock.stamp();
	const { pullRequest, author } = input;
	const review = world.reviews.insert({
		id: world.nextId("review", 300_001),
		pullRequestId: pullRequest.id,
		authorId: author.id,
		state: input.state,
		body: input.body,
		commitSha: input.commitSha ?? pullRequest.headSha,
		createdAt: at,
		updatedAt: at,
		submittedAt: input.state === "PENDING" ? null : at,
		minimizedReason: null,
	});
	const comments = input.comments.map((placement) => startThread(world, review, placement, input.diff, at));
	if (input.state !== "PENDING") announce(world, review, comments);
	pullRequest.updatedAt = laterOf(pullRequest.updatedAt, at);
	return review;
}

/** Submits a pending review. */
export function submitReview(world: World, review: Review, state: ReviewState, body: string | null): void {
	const at = world.clock.stamp();
	Object.assign(review, { state, body: body ?? review.body, submittedAt: at, updatedAt: at });
	announce(
		world,
		review,
		world.reviewCommentsOf(review.pullRequestId).filter((row) => row.reviewId === review.id),
	);
}

/** Starts a thread in a review; the placement was checked. */
export function startThread(
	world: World,
	review: Review,
	placement: Placement,
	diff: FileDiff[],
	at = world.clock.stamp(),
): ReviewComment {
	const file = diff.find((candidate) => candidate.path === placement.path);
	const hunk = file && hunkAt(file, placement.side, placement.line);
	const { path, line, side, startLine } = placement;
	const startSide = startLine === null ? null : (placement.startSide ?? side);
	const thread = world.threads.insert({
		id: world.nextId("thread", 700_001),
		pullRequestId: review.pullRequestId,
		path,
		line,
		originalLine: line,
		startLine,
		originalStartLine: startLine,
		side,
		startSide,
		resolvedById: null,
		outdated: false,
	});
	const diffHunk = hunk ? hunkExcerpt(hunk, side, line) : "";
	return insertComment(world, review, thread, { body: placement.body, diffHunk, inReplyToId: null, at });
}

/** Answers in a thread, as a one-comment review of its own. */
export function replyInThread(
	world: World,
	thread: ReviewThread,
	author: User,
	body: string,
	at = world.clock.stamp(),
): ReviewComment {
	checkBody(body, "PullRequestReviewComment");
	const pullRequest = world.pullRequests.get(thread.pullRequestId);
	const first = world.commentsOfThread(thread.id)[0];
	const review = world.reviews.insert({
		id: world.nextId("review", 300_001),
		pullRequestId: pullRequest.id,
		authorId: author.id,
		state: "COMMENTED",
		body: "",
		commitSha: pullRequest.headSha,
		createdAt: at,
		updatedAt: at,
		submittedAt: at,
		minimizedReason: null,
	});
	const reply = { body, diffHunk: first?.diffHunk ?? "", inReplyToId: first?.id ?? null, at };
	const comment = insertComment(world, review, thread, reply);
	announce(world, review, [comment]);
	pullRequest.updatedAt = laterOf(pullRequest.updatedAt, at);
	return comment;
}

export function setResolved(world: World, thread: ReviewThread, by: User, resolved: boolean): void {
	thread.resolvedById = resolved ? by.id : null;
	const pullRequest = world.pullRequests.get(thread.pullRequestId);
	const repository = world.repositories.get(pullRequest.repositoryId);
	const action = resolved ? "resolved" : "unresolved";
	world.emit({ name: "pull_request_review_thread", action, repository, sender: by, pullRequest, thread });
}

function checkReview(input: NewReview): void {
	checkLength(input.body, "PullRequestReview");
	const ownWork = input.author.id === input.pullRequest.authorId;
	if (ownWork && (input.state === "APPROVED" || input.state === "CHANGES_REQUESTED")) {
		const verb = input.state === "APPROVED" ? "approve" : "request changes on";
		const message = `Can not ${verb} your own pull request`;
		throw new Refusal("UNPROCESSABLE", message, [message]);
	}
	const needsBody = input.state === "COMMENTED" || input.state === "CHANGES_REQUESTED";
	if (needsBody && input.body.trim() === "" && input.comments.length === 0) {
		const message = "You need to leave a comment indicating the requested changes.";
		throw new Refusal("UNPROCESSABLE", message, [message]);
	}
	for (const comment of input.comments) checkBody(comment.body, "PullRequestReviewComment");
	const wrong = input.comments.map((comment) => misplacement(input.diff, comment)).filter((text) => text !== undefined);
	if (wrong.length > 0) throw new Refusal("UNPROCESSABLE", wrong.join(", "), [...new Set(wrong)]);
}

function insertComment(
	world: World,
	review: Review,
	thread: ReviewThread,
	input: { body: string; diffHunk: string; inReplyToId: number | null; at: string },
): ReviewComment {
	return world.reviewComments.insert({
		id: world.nextId("review comment", 500_001),
		pullRequestId: review.pullRequestId,
		threadId: thread.id,
		reviewId: review.id,
		inReplyToId: input.inReplyToId,
		authorId: review.authorId,
		body: input.body,
		diffHunk: input.diffHunk,
		commitSha: review.commitSha,
		originalCommitSha: review.commitSha,
		createdAt: input.at,
		updatedAt: input.at,
		minimizedReason: null,
	});
}

function announce(world: World, review: Review, comments: readonly ReviewComment[]): void {
	const pullRequest = world.pullRequests.get(review.pullRequestId);
	const repository = world.repositories.get(pullRequest.repositoryId);
	const sender = world.users.get(review.authorId);
	world.emit({ name: "pull_request_review", action: "submitted", repository, sender, pullRequest, review });
	for (const comment of comments) {
		world.emit({ name: "pull_request_review_comment", action: "created", repository, sender, pullRequest, comment });
	}
}
