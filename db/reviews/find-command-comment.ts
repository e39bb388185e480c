import type { TenantTransaction } from "../operations/database.ts";

/** The comment that gave a command, with the pull request it stands on; undefined when it was deleted since. */
export async function findCommandComment(tx: TenantTransaction, input: { commentId: number }) {
	return await tx
		.selectFrom("issue_comment")
		.innerJoin("issue", "issue.id", "issue_comment.issue_id")
		.innerJoin("repository", "repository.id", "issue.repository_id")
		.select([
			"issue_comment.node_id as commentNodeId",
			"issue.node_id as nodeId",
			"issue.number",
			"repository.name_with_owner as nameWithOwner",
		])
		.where("issue_comment.id", "=", input.commentId)
		.executeTakeFirst();
}
