import { z } from "zod";
import { restUser } from "./person.ts";
import { restLabel, restRepository } from "./rest-repository.ts";

/** What we read of GitHub's webhook payloads, and no more; GitHub adds fields as it likes. */
const instant = z.iso.datetime();
const id = z.number().int();
const user = restUser.nullish();
const users = z
	.array(restUser)
	.nullish()
	.transform((list) => list ?? []);
const labels = z
	.array(restLabel)
	.nullish()
	.transform((list) => list ?? []);
const count = z
	.number()
	.int()
	.nullish()
	.transform((value) => value ?? null);

const workItem = z.object({
	id,
	node_id: z.string().nullish(),
	number: z.number().int(),
	title: z.string(),
	body: z.string().nullish(),
	html_url: z.string(),
	state: z.enum(["open", "closed"]),
	locked: z.boolean().default(false),
	created_at: instant,
	updated_at: instant,
	closed_at: instant.nullish(),
	comments: z.number().int().default(0),
	user,
	labels,
	assignees: users,
});
export type WorkItemPayload = z.infer<typeof workItem>;

export const issuePayload = workItem.extend({
	state_reason: z.string().nullish(),
	/** Present when the number names a pull request. */
	pull_request: z.object({}).nullish(),
});
export type IssuePayload = z.infer<typeof issuePayload>;

const branch = z.object({ ref: z.string(), sha: z.string() });
export const pullRequestPayload = workItem.extend({
	draft: z.boolean().default(false),
	merged: z.boolean().nullish(),
	merged_at: instant.nullish(),
	merged_by: user,
	merge_commit_sha: z.string().nullish(),
	mergeable: z.boolean().nullish(),
	additions: count,
	deletions: count,
	changed_files: count,
	commits: count,
	head: branch,
	base: branch,
	requested_reviewers: users,
});
export type PullRequestPayload = z.infer<typeof pullRequestPayload>;

export const commentPayload = z.object({
	id,
	node_id: z.string().nullish(),
	body: z.string().nullish(),
	html_url: z.string(),
	created_at: instant,
	updated_at: instant,
	author_association: z.string().nullish(),
	user,
});

export const reviewPayload = z.object({
	id,
	node_id: z.string().nullish(),
	state: z.string(),
	body: z.string().nullish(),
	html_url: z.string(),
	submitted_at: instant.nullish(),
	updated_at: instant.nullish(),
	commit_id: z.string().nullish(),
	user,
});

export const reviewCommentPayload = commentPayload.extend({
	path: z.string(),
	line: z.number().int().nullish(),
	original_line: z.number().int().nullish(),
	start_line: z.number().int().nullish(),
	side: z.enum(["LEFT", "RIGHT"]).nullish().catch(null),
	diff_hunk: z.string().nullish(),
	commit_id: z.string().nullish(),
	pull_request_review_id: id.nullish(),
	in_reply_to_id: id.nullish(),
});
export type ReviewCommentPayload = z.infer<typeof reviewCommentPayload>;

const about = z.object({ action: z.string(), repository: restRepository, sender: user });
/** Reviews and their comments carry only part of their pull request; we read its name and its version. */
const numbered = z.object({ number: z.number().int(), created_at: instant, updated_at: instant });

export const events = {
	pull_request: about.extend({ pull_request: pullRequestPayload }),
	issues: about.extend({ issue: issuePayload }),
	issue_comment: about.extend({ issue: issuePayload, comment: commentPayload }),
	pull_request_review: about.extend({ pull_request: numbered, review: reviewPayload }),
	pull_request_review_comment: about.extend({ pull_request: numbered, comment: reviewCommentPayload }),
	pull_request_review_thread: about.extend({
		pull_request: numbered,
		thread: z.object({ node_id: z.string().nullish(), comments: z.array(reviewCommentPayload) }),
	}),
	label: about.extend({ label: restLabel }),
	repository: about,
	push: z.object({ repository: restRepository }),
	installation: z.object({ action: z.string(), installation: z.object({ id }) }),
	installation_repositories: z.object({ action: z.string(), installation: z.object({ id }) }),
};
