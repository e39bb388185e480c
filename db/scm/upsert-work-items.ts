import type { PullRequestChange } from "@hephaestus/domain/scm/changes.ts";
import { type ApplyContext, mirroredColumns } from "./apply-context.ts";
import { layersByKey } from "./layers.ts";
import { replaceLinks } from "./replace-links.ts";
import { upsertPullRequests } from "./upsert-pull-requests.ts";
import type { UserIds } from "./upsert-users.ts";
import { upsertVersioned } from "./upsert-versioned.ts";
import { findWorkItems, type StoredWorkItem, type WorkItem, workItemKey } from "./work-item.ts";

/** A work item with its stored row; `current` when what was told is the newest version known. */
export type AppliedWorkItem = WorkItem & { stored: StoredWorkItem; current: boolean };

/**
 * Writes issues and pull requests with their labels, assignees and requested reviewers. Returns the ids of the issue
 * rows that changed in any of it.
 */
export async function upsertWorkItems(
	context: ApplyContext,
	workItems: readonly WorkItem[],
	users: UserIds,
): Promise<Set<number>> {
	const changed = new Set<number>();
	for (const layer of layersByKey(workItems, ({ repositoryId, item }) => workItemKey(repositoryId, item.number))) {
		for (const id of await upsertIssueRows(context, layer, users)) changed.add(id);
		const applied = await withStoredRows(context, layer);
		for (const id of await upsertPullRequests(context, applied, users)) changed.add(id);
		for (const id of await replaceLinks(context, applied, users)) changed.add(id);
	}
	return changed;
}

async function upsertIssueRows(context: ApplyContext, items: readonly WorkItem[], users: UserIds): Promise<number[]> {
	return await upsertVersioned(context.tx, {
		table: "issue",
		key: ["repository_id", "number"],
		partial: ["node_id", "author_id"],
		rows: items.map(({ repositoryId, type, item }) => ({
			...mirroredColumns(context, item),
			repository_id: repositoryId,
			issue_type: type,
			number: item.number,
			title: item.title,
			body: item.body,
			state: item.state,
			state_reason: "stateReason" in item ? item.stateReason : null,
			html_url: item.htmlUrl,
			is_locked: item.isLocked,
			closed_at: item.closedAt,
			comments_count: item.commentsCount,
			author_id: users.get(item.author?.nativeId ?? 0) ?? null,
		})),
	});
}

async function withStoredRows(context: ApplyContext, items: readonly WorkItem[]): Promise<AppliedWorkItem[]> {
	const wanted = items.map(({ repositoryId, item }) => ({ repositoryId, number: item.number }));
	const rows = await findWorkItems(context, wanted);
	const observedAt = new Date(context.observedAt);
	return items.flatMap((item) => {
		const stored = rows.get(workItemKey(item.repositoryId, item.item.number));
		if (stored === undefined) return [];
		const age = new Date(item.item.updatedAt).getTime() - stored.updatedAt.getTime();
		return [{ ...item, stored, current: age > 0 || (age === 0 && observedAt >= stored.observedAt) }];
	});
}

/** The pull requests among applied work items. */
export function pullRequestsOf(items: readonly AppliedWorkItem[]) {
	return items.flatMap((applied): { stored: StoredWorkItem; current: boolean; item: PullRequestChange }[] =>
		applied.type === "PULL_REQUEST" ? [applied] : [],
	);
}
