import type { TenantTransaction } from "../operations/database.ts";

/** Most rows of each kind that an agent gets to read (specification, section 9.1). */
const LIMITS = { inline: 500, conversation: 200, threads: 40, decisions: 30, inventory: 200 };

/** The conversation on a pull request, newest first. */
export async function listReviewEvidence(tx: TenantTransaction, input: { issueId: number }) {
	const { issueId } = input;
	const inlineComments = await tx
		.selectFrom("pull_request_review_comment as comment")
		.leftJoin("scm_user", "scm_user.id", "comment.author_id")
		.select([
			"comment.thread_id as threadId",
			"comment.path",
			"comment.line",
			"comment.body",
			"comment.created_at as createdAt",
			"scm_user.login as author",
			"scm_user.native_id as authorNativeId",
		])
		.where("comment.issue_id", "=", issueId)
		.orderBy("comment.created_at", "desc")
		.limit(LIMITS.inline)
		.execute();
	const conversation = await tx
		.selectFrom("issue_comment as comment")
		.leftJoin("scm_user", "scm_user.id", "comment.author_id")
		.select([
			"comment.body",
			"comment.created_at as createdAt",
			"scm_user.login as author",
			"scm_user.native_id as authorNativeId",
		])
		.where("comment.issue_id", "=", issueId)
		.orderBy("comment.created_at", "desc")
		.limit(LIMITS.conversation)
		.execute();
	const threads = await tx
		.selectFrom("pull_request_review_thread")
		.select(["id", "state", "path", "line", "outdated"])
		.where("issue_id", "=", issueId)
		.orderBy("updated_at", "desc")
		.limit(LIMITS.threads)
		.execute();
	const decisions = await tx
		.selectFrom("pull_request_review as review")
		.leftJoin("scm_user", "scm_user.id", "review.author_id")
		.select([
			"review.state",
			"review.body",
			"review.submitted_at as submittedAt",
			"scm_user.login as author",
			"scm_user.native_id as authorNativeId",
		])
		.where("review.issue_id", "=", issueId)
		.where("review.state", "not in", ["PENDING", "UNKNOWN"])
		.orderBy("review.submitted_at", "desc")
		.limit(LIMITS.decisions)
		.execute();
	return { inlineComments, conversation, threads, decisions };
}

export type ReviewEvidence = Awaited<ReturnType<typeof listReviewEvidence>>;

/** The repository's other work, newest first, and how much of it there is. */
export async function listInventory(tx: TenantTransaction, input: { repositoryId: number; exceptIssueId: number }) {
	const others = tx
		.selectFrom("issue")
		.where("repository_id", "=", input.repositoryId)
		.where("id", "!=", input.exceptIssueId);
	const ofType = (type: "ISSUE" | "PULL_REQUEST") =>
		others
			.where("issue_type", "=", type)
			.select(["number", "title", "state"])
			.orderBy("updated_at", "desc")
			.limit(LIMITS.inventory)
			.execute();
	const counts = await others
		.select((eb) => ["issue_type as type", eb.fn.countAll<number>().as("count")])
		.groupBy("issue_type")
		.execute();
	const countOf = (type: string) => counts.find((row) => row.type === type)?.count ?? 0;
	return {
		issues: await ofType("ISSUE"),
		pullRequests: await ofType("PULL_REQUEST"),
		issueCount: countOf("ISSUE"),
		pullRequestCount: countOf("PULL_REQUEST"),
	};
}

export type Inventory = Awaited<ReturnType<typeof listInventory>>;

/** The issues of a repository that have one of the numbers, with their labels. */
export async function listWorkItems(tx: TenantTransaction, input: { repositoryId: number; numbers: number[] }) {
	if (input.numbers.length === 0) return [];
	const items = await tx
		.selectFrom("issue")
		.select(["id", "number", "title", "state", "html_url as htmlUrl", "body"])
		.where("repository_id", "=", input.repositoryId)
		.where("issue_type", "=", "ISSUE")
		.where("number", "in", input.numbers)
		.execute();
	const labels = await tx
		.selectFrom("issue_label")
		.innerJoin("label", "label.id", "issue_label.label_id")
		.select(["issue_label.issue_id as issueId", "label.name"])
		.where("issue_label.issue_id", "in", items.length === 0 ? [0] : items.map((item) => item.id))
		.execute();
	return items.map((item) => ({
		...item,
		labels: labels.filter((label) => label.issueId === item.id).map((label) => label.name),
	}));
}

export type WorkItem = Awaited<ReturnType<typeof listWorkItems>>[number];
