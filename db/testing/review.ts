import { randomUUID } from "node:crypto";
import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";
import { applyChanges } from "../scm/apply-changes.ts";
import { at, pullRequest, repository } from "./scm-changes.ts";
import type { TestWorkspace } from "./workspace.ts";

/** A running review of pull request 2 of the tests' repository, whose workflow has this id; it began an hour ago. */
export async function insertTestReview(db: Database, workspace: TestWorkspace, workflowId: string): Promise<string> {
	const { id: workspaceId, gitProviderId } = workspace;
	const changes = [repository(), pullRequest(2, 2)];
	await applyChanges(db, { workspaceId, gitProviderId, source: "SYNC", observedAt: new Date(at(2)), changes });
	const reviewId = randomUUID();
	await withWorkspace(db, workspaceId, async (tx) => {
		const issue = await tx.selectFrom("issue").select(["id", "repository_id"]).executeTakeFirstOrThrow();
		await tx
			.insertInto("review")
			.values({
				id: reviewId,
				workspace_id: workspaceId,
				repository_id: issue.repository_id,
				issue_id: issue.id,
				workflow_id: workflowId,
				trigger: "MANUAL",
				head_sha: "a".repeat(40),
				status: "RUNNING",
				stage: "REVIEWING",
				created_at: new Date(Date.now() - 3_600_000),
			})
			.execute();
	});
	return reviewId;
}
