import { type FileDiff, patchOf } from "../../git/diff.ts";
import type { GitCommit } from "../../git/log.ts";
import { authorAssociation } from "../../world/access.ts";
import type { PullRequest, Repository, Review, ReviewComment } from "../../world/model.ts";
import { nodeId } from "../../world/node-ids.ts";
import { reactionRollup, type Source } from "./items.ts";
import { simpleUser } from "./users.ts";

function placeOf(row: { pullRequestId: number }, { world, urls }: Source) {
	const pull = world.pullRequests.get(row.pullRequestId);
	const repository = world.repositories.get(pull.repositoryId);
	const name = world.fullName(repository);
	return {
		repository,
		api: `${urls.api}/repos/${name}/pulls`,
		pullUrl: `${urls.api}/repos/${name}/pulls/${pull.number}`,
		page: `${urls.web}/${name}/pull/${pull.number}`,
	};
}

/** GitHub's `pull-request-review`. */
export function reviewShape(review: Review, source: Source) {
	const { pullUrl, page, repository } = placeOf(review, source);
	const user = source.world.users.get(review.authorId);
	const html = `${page}#pullrequestreview-${review.id}`;
	return {
		id: review.id,
		node_id: nodeId("PullRequestReview", review.id),
		user: simpleUser(user, source.urls),
		body: review.body,
		state: review.state,
		html_url: html,
		pull_request_url: pullUrl,
		author_association: authorAssociation(source.world, user, repository),
		_links: { html: { href: html }, pull_request: { href: pullUrl } },
		...(review.submittedAt ? { submitted_at: review.submittedAt } : {}),
		commit_id: review.commitSha,
	};
}

/** GitHub's `pull-request-review-comment`. */
export function reviewCommentShape(comment: ReviewComment, source: Source) {
	const { api, pullUrl, page, repository } = placeOf(comment, source);
	const thread = source.world.threads.get(comment.threadId);
	const user = source.world.users.get(comment.authorId);
	const self = `${api}/comments/${comment.id}`;
	const html = `${page}#discussion_r${comment.id}`;
	return {
		url: self,
		pull_request_review_id: comment.reviewId,
		id: comment.id,
		node_id: nodeId("PullRequestReviewComment", comment.id),
		diff_hunk: comment.diffHunk,
		path: thread.path,
		commit_id: comment.commitSha,
		original_commit_id: comment.originalCommitSha,
		user: simpleUser(user, source.urls),
		body: comment.body,
		created_at: comment.createdAt,
		updated_at: comment.updatedAt,
		html_url: html,
		pull_request_url: pullUrl,
		author_association: authorAssociation(source.world, user, repository),
		_links: { self: { href: self }, html: { href: html }, pull_request: { href: pullUrl } },
		reactions: reactionRollup(nodeId("PullRequestReviewComment", comment.id), self, source.world),
		start_line: thread.startLine,
		original_start_line: thread.originalStartLine,
		start_side: thread.startSide,
		line: thread.line,
		original_line: thread.originalLine,
		side: thread.side,
		position: thread.outdated ? null : positionOf(comment),
		original_position: positionOf(comment),
		subject_type: "line",
		...(comment.inReplyToId ? { in_reply_to_id: comment.inReplyToId } : {}),
	};
}

/** Lines below the hunk's header down to the commented one. */
function positionOf(comment: ReviewComment): number {
	return Math.max(1, comment.diffHunk.split("\n").length - 1);
}

/** GitHub's `diff-entry`: a changed file. */
export function fileShape(file: FileDiff, pull: PullRequest, source: Source) {
	const name = source.world.fullName(source.world.repositories.get(pull.repositoryId));
	const patch = patchOf(file);
	const path = encodeURIComponent(file.path);
	return {
		sha: file.blob,
		filename: file.path,
		status: file.status,
		additions: file.additions,
		deletions: file.deletions,
		changes: file.additions + file.deletions,
		blob_url: `${source.urls.web}/${name}/blob/${pull.headSha}/${path}`,
		raw_url: `${source.urls.web}/${name}/raw/${pull.headSha}/${path}`,
		contents_url: `${source.urls.api}/repos/${name}/contents/${path}?ref=${pull.headSha}`,
		...(patch === undefined ? {} : { patch }),
		...(file.previousPath ? { previous_filename: file.previousPath } : {}),
	};
}

/** GitHub's `commit`. */
export function commitShape(commit: GitCommit, repository: Repository, source: Source) {
	const { world, urls } = source;
	const name = world.fullName(repository);
	const api = `${urls.api}/repos/${name}`;
	const user = (email: string) => {
		const known = world.findUser(email.split("@")[0] ?? "");
		return known?.email === email ? simpleUser(known, urls) : null;
	};
	return {
		sha: commit.sha,
		node_id: `C_${Buffer.from(`${repository.id}:${commit.sha}`).toString("base64url")}`,
		commit: {
			author: commit.author,
			committer: commit.committer,
			message: commit.message,
			tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
			url: `${api}/git/commits/${commit.sha}`,
			comment_count: 0,
			verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
		},
		url: `${api}/commits/${commit.sha}`,
		html_url: `${urls.web}/${name}/commit/${commit.sha}`,
		comments_url: `${api}/commits/${commit.sha}/comments`,
		author: user(commit.author.email),
		committer: user(commit.committer.email),
		parents: commit.parents.map((sha) => ({
			sha,
			url: `${api}/commits/${sha}`,
			html_url: `${urls.web}/${name}/commit/${sha}`,
		})),
	};
}
