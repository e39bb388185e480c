import { type SqlBool, sql } from "kysely";
import type { ApplyContext } from "./apply-context.ts";
import { toStorableJson } from "./storable-json.ts";
import type { UserIds } from "./upsert-users.ts";
import { type AppliedWorkItem, pullRequestsOf } from "./upsert-work-items.ts";

// Zero or null here means that the source did not carry it, so it never replaces what is known.
const PARTIAL_NUMBERS = ["additions", "deletions", "changed_files", "commits"];
const PARTIAL = ["review_decision", "mergeable", "base_ref_oid", "merge_commit_sha", "merged_by_id"];
const PLAIN = ["is_draft", "merged_at", "head_ref_name", "head_ref_oid", "base_ref_name"];
const COLUMNS = [...PLAIN, ...PARTIAL, ...PARTIAL_NUMBERS];

/** Writes what only pull requests have; the version is the issue row's. Returns the ids that changed. */
export async function upsertPullRequests(
	context: ApplyContext,
	items: readonly AppliedWorkItem[],
	users: UserIds,
): Promise<number[]> {
	const pullRequests = pullRequestsOf(items);
	const changed: number[] = [];
	for (const current of [true, false]) {
		const rows = pullRequests
			.filter((pullRequest) => pullRequest.current === current)
			.map(({ stored, item }) => ({
				issue_id: stored.id,
				workspace_id: context.workspaceId,
				is_draft: item.isDraft,
				merged_at: item.mergedAt,
				additions: item.additions ?? 0,
				deletions: item.deletions ?? 0,
				changed_files: item.changedFiles ?? 0,
				commits: item.commits ?? 0,
				review_decision: item.reviewDecision,
				mergeable: item.mergeable,
				head_ref_name: item.headRefName,
				head_ref_oid: item.headRefOid,
				base_ref_name: item.baseRefName,
				base_ref_oid: item.baseRefOid,
				merge_commit_sha: item.mergeCommitSha,
				merged_by_id: users.get(item.mergedBy?.nativeId ?? 0) ?? null,
			}));
		if (rows.length > 0) changed.push(...(await write(context, rows, current)));
	}
	return changed;
}

async function write({ tx }: ApplyContext, rows: object[], current: boolean): Promise<number[]> {
	const [winner, other] = current ? ["excluded", "t"] : ["t", "excluded"];
	const outcome = (column: string) => {
		if (PLAIN.includes(column)) return `${winner}.${column}`;
		if (PARTIAL.includes(column)) return `coalesce(${winner}.${column}, ${other}.${column})`;
		return `coalesce(nullif(${winner}.${column}, 0), ${other}.${column})`;
	};
	const list = sql.raw(["issue_id", "workspace_id", ...COLUMNS].join(", "));
	const result = await sql<{ issue_id: number }>`
		insert into pull_request as t (${list})
		select ${list} from jsonb_populate_recordset(null::pull_request, ${toStorableJson(rows)}::jsonb) order by issue_id
		on conflict (issue_id) do update set ${sql.raw(COLUMNS.map((column) => `${column} = ${outcome(column)}`).join(", "))}
		where ${sql.raw<SqlBool>(
			`(${COLUMNS.map((column) => `t.${column}`).join(", ")}) is distinct from (${COLUMNS.map(outcome).join(", ")})`,
		)}
		returning t.issue_id`.execute(tx);
	return result.rows.map(({ issue_id }) => issue_id);
}
