import { sql } from "kysely";
import type { ApplyContext } from "./apply-context.ts";
import { NATIVE_KEY } from "./apply-context.ts";
import type { UserIds } from "./upsert-users.ts";
import { type AppliedWorkItem, pullRequestsOf } from "./upsert-work-items.ts";

interface Link {
	issueId: number;
	targetId: number;
}

/**
 * Makes labels, assignees and requested reviewers of the work items exactly what their newest version says. Returns
 * the ids of the issues in which something changed.
 */
export async function replaceLinks(
	context: ApplyContext,
	items: readonly AppliedWorkItem[],
	users: UserIds,
): Promise<Set<number>> {
	const current = items.filter((item) => item.current);
	const issueIds = current.map(({ stored }) => stored.id);
	const labels = await findLabelIds(context, current);
	const linksOf = (targets: (item: AppliedWorkItem) => (number | undefined)[]) =>
		current.flatMap((item) =>
			targets(item).flatMap((targetId): Link[] =>
				targetId === undefined ? [] : [{ issueId: item.stored.id, targetId }],
			),
		);
	const reviewers = pullRequestsOf(current).flatMap(({ stored, item }) =>
		item.requestedReviewers.flatMap(({ nativeId }): Link[] => {
			const targetId = users.get(nativeId);
			return targetId === undefined ? [] : [{ issueId: stored.id, targetId }];
		}),
	);
	const assignees = linksOf(({ item }) => item.assignees.map(({ nativeId }) => users.get(nativeId)));
	const labelled = linksOf(({ item }) => item.labels.map(({ nativeId }) => labels.get(nativeId)));
	return new Set([
		...(await replace(context, "issue_label", "label_id", issueIds, labelled)),
		...(await replace(context, "issue_assignee", "user_id", issueIds, assignees)),
		...(await replace(context, "pull_request_requested_reviewer", "user_id", issueIds, reviewers)),
	]);
}

async function findLabelIds(context: ApplyContext, items: readonly AppliedWorkItem[]): Promise<Map<number, number>> {
	const nativeIds = items.flatMap(({ item }) => item.labels.map(({ nativeId }) => nativeId));
	if (nativeIds.length === 0) return new Map();
	const rows = await context.tx
		.selectFrom("label")
		.select(["id", "native_id"])
		.where(NATIVE_KEY[0], "=", context.workspaceId)
		.where(NATIVE_KEY[1], "=", context.gitProviderId)
		.where(NATIVE_KEY[2], "in", [...new Set(nativeIds)])
		.execute();
	return new Map(rows.map(({ native_id, id }) => [native_id, id]));
}

async function replace(
	{ tx, workspaceId }: ApplyContext,
	table: "issue_label" | "issue_assignee" | "pull_request_requested_reviewer",
	target: "label_id" | "user_id",
	issueIds: number[],
	links: readonly Link[],
): Promise<number[]> {
	if (issueIds.length === 0) return [];
	const wanted = JSON.stringify(links.map(({ issueId, targetId }) => ({ issue_id: issueId, target_id: targetId })));
	const changed = await sql<{ issue_id: number }>`
		with wanted as (
			select distinct issue_id, target_id from jsonb_to_recordset(${wanted}::jsonb) as link (issue_id bigint, target_id bigint)
		), removed as (
			delete from ${sql.table(table)} as t where t.issue_id = any(${issueIds})
				and not exists (select 1 from wanted where wanted.issue_id = t.issue_id and wanted.target_id = t.${sql.ref(target)})
			returning t.issue_id
		), added as (
			insert into ${sql.table(table)} (workspace_id, issue_id, ${sql.ref(target)})
			select ${workspaceId}, issue_id, target_id from wanted on conflict do nothing returning issue_id
		) select issue_id from removed union select issue_id from added`.execute(tx);
	return changed.rows.map(({ issue_id }) => issue_id);
}
