import type { ReviewedChange } from "@hephaestus/db/reviews/find-reviewed-change.ts";
import type { Inventory, ReviewEvidence, WorkItem } from "@hephaestus/db/reviews/list-review-evidence.ts";
import { annotate, type ChangedFile, diffStat, diffSummary } from "@hephaestus/domain/reviews/diff.ts";
import { removeHidden } from "@hephaestus/domain/reviews/invisible.ts";
import type { WorkLink } from "@hephaestus/domain/reviews/linked-work.ts";
import { isOurs } from "@hephaestus/domain/reviews/markers.ts";

export interface Evidence {
	subject: ReviewedChange;
	commits: { sha: string; message: string }[];
	diff: readonly ChangedFile[];
	conversation: ReviewEvidence;
	/** Whose comments are ours, where they carry our marks. */
	ownNativeId: number;
	links: readonly WorkLink[];
	workItems: readonly WorkItem[];
	inventory: Inventory;
}

/**
 * The evidence files by name, as section 9.1 of the specification shapes them. Text of people is freed of what they
 * could hide in it; comments of our own are left out, so that a review does not judge itself.
 */
export function evidenceFiles(evidence: Evidence): Record<string, string> {
	return {
		"metadata.json": json(metadata(evidence)),
		"diff.patch": annotate(evidence.diff),
		"diff_stat.txt": diffStat(evidence.diff),
		"diff_summary.md": diffSummary(evidence.diff),
		"comments.json": json(inlineComments(evidence)),
		"general_comments.json": json(generalComments(evidence)),
		"review_threads.json": json(reviewThreads(evidence)),
		"linked_work_items.json": json(linkedWorkItems(evidence)),
		"project_inventory.json": json(projectInventory(evidence)),
	};
}

function json(value: unknown): string {
	return `${JSON.stringify(value, null, "\t")}\n`;
}

function shown(text: string | null): string | null {
	return text === null ? null : removeHidden(text);
}

function metadata({ subject, commits }: Evidence) {
	return {
		pr_number: subject.number,
		pr_url: subject.htmlUrl,
		repository_full_name: subject.nameWithOwner,
		source_branch: subject.headRefName,
		target_branch: subject.baseRefName,
		commit_sha: subject.headSha,
		enriched: true,
		title: shown(subject.title),
		body: shown(subject.body),
		state: subject.state,
		is_draft: subject.isDraft,
		additions: subject.additions,
		deletions: subject.deletions,
		changed_files: subject.changedFiles,
		author: subject.authorLogin,
		commits: commits.map(({ sha, message }) => ({ sha, message: removeHidden(message) })),
	};
}

function inlineComments({ conversation, ownNativeId }: Evidence) {
	return conversation.inlineComments
		.filter((comment) => !isOurs(comment, ownNativeId))
		.map(({ path, line, body, createdAt, author }) => ({
			path,
			line,
			body: removeHidden(body),
			created_at: createdAt,
			author,
		}));
}

function generalComments({ conversation, ownNativeId }: Evidence) {
	return conversation.conversation
		.filter((comment) => !isOurs(comment, ownNativeId))
		.map(({ body, createdAt, author }) => ({ body: removeHidden(body), created_at: createdAt, author }));
}

function reviewThreads({ conversation, subject, ownNativeId }: Evidence) {
	const commentsOf = (threadId: number) =>
		conversation.inlineComments.filter((comment) => comment.threadId === threadId).reverse();
	const threads = conversation.threads
		.map((thread) => ({ ...thread, comments: commentsOf(thread.id) }))
		.filter(({ comments: [first] }) => first === undefined || !isOurs(first, ownNativeId));
	return {
		threads: threads.map(({ path, line, state, outdated, comments }) => ({
			path,
			line,
			resolved: state === "RESOLVED",
			outdated,
			comments: comments.map(({ author, body }) => ({ author, body: removeHidden(body) })),
		})),
		unresolvedCount: threads.filter(({ state }) => state === "UNRESOLVED").length,
		reviewDecisions: conversation.decisions
			.filter((decision) => !isOurs(decision, ownNativeId))
			.map(({ author, state, body, submittedAt }) => ({ author, state, body: shown(body), submittedAt })),
		mergeState: subject.mergeable,
	};
}

const EXCERPT_CHARACTERS = 600;

function linkedWorkItems({ links, workItems }: Evidence) {
	const known = links.flatMap((link) => {
		const item = workItems.find(({ number }) => number === link.number);
		return item === undefined ? [] : [{ link, item }];
	});
	return {
		workItems: known.map(({ link, item }) => ({
			number: item.number,
			title: removeHidden(item.title),
			state: item.state,
			url: item.htmlUrl,
			closingKeyword: link.closingKeyword,
			labels: item.labels,
			bodyExcerpt: removeHidden(item.body ?? "").slice(0, EXCERPT_CHARACTERS),
		})),
		resolvedFrom: known[0]?.link.resolvedFrom ?? null,
	};
}

function projectInventory({ inventory }: Evidence) {
	const { issues, pullRequests, issueCount, pullRequestCount } = inventory;
	const clean = (rows: Inventory["issues"]) => rows.map((row) => ({ ...row, title: removeHidden(row.title) }));
	return {
		issues: clean(issues),
		pullRequests: clean(pullRequests),
		counts: { issues: issueCount, pullRequests: pullRequestCount },
		truncated: issueCount > issues.length || pullRequestCount > pullRequests.length,
	};
}
