import type { TenantTransaction } from "../operations/database.ts";

// GitHub's words for people without a part in the repository; who is no stranger may be told something.
const STRANGERS = new Set(["NONE", "CONTRIBUTOR", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "MANNEQUIN"]);

/**
 * The comment that gave a command, with the pull request it stands on; undefined when it was deleted since. `isStranger`
 * when its author neither takes part in the repository nor wrote or is assigned to the pull request.
 */
export async function findCommandComment(tx: TenantTransaction, input: { commentId: number }) {
	const row = await tx
		.selectFrom("issue_comment")
		.innerJoin("issue", "issue.id", "issue_comment.issue_id")
		.innerJoin("repository", "repository.id", "issue.repository_id")
		.select([
			"issue_comment.node_id as commentNodeId",
			"issue.node_id as nodeId",
			"issue.number",
			"repository.name_with_owner as nameWithOwner",
			"issue_comment.author_association as association",
			"issue_comment.author_id as authorId",
			"issue.author_id as issueAuthorId",
		])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom("issue_assignee")
						.select("issue_assignee.user_id")
						.whereRef("issue_assignee.issue_id", "=", "issue.id")
						.whereRef("issue_assignee.user_id", "=", "issue_comment.author_id"),
				)
				.as("isAssignee"),
		)
		.where("issue_comment.id", "=", input.commentId)
		.executeTakeFirst();
	if (row === undefined) return undefined;
	const { association, authorId, issueAuthorId, isAssignee, ...comment } = row;
	const takesPart = Boolean(isAssignee) || (authorId !== null && authorId === issueAuthorId);
	return { ...comment, isStranger: STRANGERS.has(association ?? "") && !takesPart };
}
