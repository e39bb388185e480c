import type { IssueChange, PullRequestChange, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { RepositoryIds } from "./find-repository-ids.ts";

/** An issue or a pull request, as it was told, in its repository (internal id). */
export type WorkItem = { repositoryId: number; repositoryNativeId: number } & (
	| { type: "ISSUE"; item: IssueChange }
	| { type: "PULL_REQUEST"; item: PullRequestChange }
);

/** The stored row of a work item and the version it is at. */
export interface StoredWorkItem {
	id: number;
	isPullRequest: boolean;
	updatedAt: Date;
	observedAt: Date;
}

/** Names a work item in maps, by the repository's internal id. */
export function workItemKey(repositoryId: number, number: number): string {
	return `${repositoryId}#${number}`;
}

/** The work items among the changes; those of repositories the workspace does not mirror are left out. */
export function workItemsOf(changes: readonly ScmChange[], repositories: RepositoryIds): WorkItem[] {
	return changes.flatMap((change): WorkItem[] => {
		if ((change.kind !== "issue" && change.kind !== "pull_request") || change.lifecycle === "DELETED") return [];
		const repositoryNativeId = change.repository.nativeId;
		const repositoryId = repositories.get(repositoryNativeId);
		if (repositoryId === undefined) return [];
		return change.kind === "issue"
			? [{ repositoryId, repositoryNativeId, type: "ISSUE", item: change.issue }]
			: [{ repositoryId, repositoryNativeId, type: "PULL_REQUEST", item: change.pullRequest }];
	});
}

/** The stored rows of numbers in repositories, by `workItemKey`. */
export async function findWorkItems(
	{ tx, workspaceId }: ApplyContext,
	wanted: readonly { repositoryId: number; number: number }[],
): Promise<Map<string, StoredWorkItem>> {
	if (wanted.length === 0) return new Map();
	const rows = await tx
		.selectFrom("issue")
		.select(["id", "repository_id", "number", "issue_type", "updated_at", "observed_at"])
		.where("workspace_id", "=", workspaceId)
		.where("repository_id", "in", [...new Set(wanted.map(({ repositoryId }) => repositoryId))])
		.where("number", "in", [...new Set(wanted.map(({ number }) => number))])
		.execute();
	return new Map(
		rows.map((row) => [
			workItemKey(row.repository_id, row.number),
			{
				id: row.id,
				isPullRequest: row.issue_type === "PULL_REQUEST",
				updatedAt: row.updated_at,
				observedAt: row.observed_at,
			},
		]),
	);
}
