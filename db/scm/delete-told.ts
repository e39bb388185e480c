import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { RepositoryIds } from "./find-repository-ids.ts";
import { markRepositoriesGone } from "./upsert-repositories.ts";

/** Deletes what the provider told us was deleted; returns how many rows went. */
export async function deleteTold(
	context: ApplyContext,
	changes: readonly ScmChange[],
	repositories: RepositoryIds,
): Promise<number> {
	let count = 0;
	for (const change of changes)
		if (change.lifecycle === "DELETED") count += await deleteOne(context, change, repositories);
	return count;
}

async function deleteOne(context: ApplyContext, change: ScmChange, repositories: RepositoryIds): Promise<number> {
	switch (change.kind) {
		case "repository":
			return await markRepositoriesGone(context, [change.repository.nativeId]);
		case "issue": {
			const repositoryId = repositories.get(change.repository.nativeId);
			if (repositoryId === undefined) return 0;
			const result = await context.tx
				.deleteFrom("issue")
				.where("repository_id", "=", repositoryId)
				.where("number", "=", change.issue.number)
				.executeTakeFirst();
			return Number(result.numDeletedRows);
		}
		case "label":
			return await deleteNative(context, "label", change.label.nativeId);
		case "comment":
			return await deleteNative(context, "issue_comment", change.comment.nativeId);
		case "review_comment":
			return await deleteNative(context, "pull_request_review_comment", change.comment.nativeId);
		default:
			return 0;
	}
}

async function deleteNative(
	{ tx, workspaceId, gitProviderId }: ApplyContext,
	table: "label" | "issue_comment" | "pull_request_review_comment",
	nativeId: number,
): Promise<number> {
	const result = await tx
		.deleteFrom(table)
		.where("workspace_id", "=", workspaceId)
		.where("git_provider_id", "=", gitProviderId)
		.where("native_id", "=", nativeId)
		.executeTakeFirst();
	return Number(result.numDeletedRows);
}
