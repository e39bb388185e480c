import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { deletionKey } from "@hephaestus/domain/scm/domain-events.ts";
import { sql } from "kysely";
import type { ApplyContext } from "./apply-context.ts";
import type { RepositoryIds } from "./find-repository-ids.ts";
import { layersByKey } from "./layers.ts";
import { withoutDeleted } from "./without-deleted.ts";
import { findWorkItems, type StoredWorkItem, workItemKey } from "./work-item.ts";

interface Parent {
	repositoryId: number;
	repositoryNativeId: number;
	nameWithOwner: string;
	number: number;
	isPullRequest: boolean;
}

// A stub is older than anything the provider may say, so that the first real word replaces it.
const STUB_TIME = "1970-01-01T00:00:00Z";
// Stubs have no provider's id yet; negative ones, by repository and number, meet neither it nor each other.
const NUMBERS_PER_REPOSITORY = 1_000_000;

/**
 * The rows that comments and reviews hang on, by `workItemKey`: parents that are not mirrored yet are made as stubs, so
 * that the order of arrival does not matter.
 */
export async function ensureParents(
	context: ApplyContext,
	changes: readonly ScmChange[],
	repositories: RepositoryIds,
): Promise<Map<string, StoredWorkItem>> {
	const parents = changes.flatMap((change) => parentOf(change, repositories));
	const known = await findWorkItems(context, parents);
	const missing = parents.filter(({ repositoryId, number }) => !known.has(workItemKey(repositoryId, number)));
	const living = await withoutDeleted(context, missing, ({ repositoryNativeId, number }) =>
		deletionKey.issue(repositoryNativeId, number),
	);
	const [stubs = []] = layersByKey(living, ({ repositoryId, number }) => workItemKey(repositoryId, number));
	if (stubs.length === 0) return known;
	await insertStubs(context, stubs);
	return await findWorkItems(context, parents);
}

async function insertStubs(
	{ tx, workspaceId, gitProviderId, observedAt }: ApplyContext,
	stubs: readonly Parent[],
): Promise<void> {
	const issues = await tx
		.insertInto("issue")
		.values(
			stubs.map(({ repositoryId, number, isPullRequest, nameWithOwner }) => ({
				workspace_id: workspaceId,
				git_provider_id: gitProviderId,
				native_id: -(repositoryId * NUMBERS_PER_REPOSITORY + number),
				created_at: observedAt,
				updated_at: STUB_TIME,
				observed_at: STUB_TIME,
				repository_id: repositoryId,
				issue_type: isPullRequest ? "PULL_REQUEST" : "ISSUE",
				number,
				title: `${nameWithOwner}#${number}`,
				state: "OPEN",
				html_url: sql<string>`(select html_url from repository where id = ${repositoryId}) || ${isPullRequest ? "/pull/" : "/issues/"} || ${String(number)}`,
			})),
		)
		.onConflict((conflict) => conflict.columns(["repository_id", "number"]).doNothing())
		.returning(["id", "issue_type"])
		.execute();
	const pullRequests = issues.filter(({ issue_type }) => issue_type === "PULL_REQUEST");
	if (pullRequests.length === 0) return;
	await tx
		.insertInto("pull_request")
		.values(
			pullRequests.map(({ id }) => ({
				issue_id: id,
				workspace_id: workspaceId,
				head_ref_name: "",
				head_ref_oid: "",
				base_ref_name: "",
			})),
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

function parentOf(change: ScmChange, repositories: RepositoryIds): Parent[] {
	const named = numberOf(change);
	if (named === null || change.kind === "repository") return [];
	const repositoryId = repositories.get(change.repository.nativeId);
	if (repositoryId === undefined) return [];
	const { nativeId: repositoryNativeId, nameWithOwner } = change.repository;
	return [{ repositoryId, repositoryNativeId, nameWithOwner, ...named }];
}

/** The number of the issue or pull request that a comment, review or thread belongs to; null for other changes. */
export function numberOf(change: ScmChange): { number: number; isPullRequest: boolean } | null {
	switch (change.kind) {
		case "comment":
			return { number: change.comment.issueNumber, isPullRequest: change.comment.onPullRequest };
		case "review":
			return { number: change.review.pullRequestNumber, isPullRequest: true };
		case "review_comment":
			return { number: change.comment.pullRequestNumber, isPullRequest: true };
		case "review_thread":
			return { number: change.pullRequestNumber, isPullRequest: true };
		default:
			return null;
	}
}
