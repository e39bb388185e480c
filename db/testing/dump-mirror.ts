import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

// Internal ids, and when we were told, may differ between two mirrors of the same facts.
const OWN = ["id", "workspace_id", "observed_at", "recorded_at", "source"];
/** Rows without a version at the provider: their times say when we were told. */
const UNVERSIONED = ["scm_user", "organization", "label", "pull_request_review_thread"];
const OBSERVED = ["created_at", "updated_at"];
/** Foreign keys, shown as the native id of what they name. */
const REFERENCES: Record<string, string> = {
	organization_id: "organization",
	repository_id: "repository",
	author_id: "scm_user",
	user_id: "scm_user",
	actor_id: "scm_user",
	merged_by_id: "scm_user",
	resolved_by_id: "scm_user",
	issue_id: "issue",
	label_id: "label",
	thread_id: "pull_request_review_thread",
	review_id: "pull_request_review",
};
const TABLES = [
	"scm_user",
	"organization",
	"repository",
	"label",
	"issue",
	"pull_request",
	"issue_label",
	"issue_assignee",
	"pull_request_requested_reviewer",
	"issue_comment",
	"pull_request_review",
	"pull_request_review_thread",
	"pull_request_review_comment",
	"domain_event",
];

/** Everything a workspace mirrors, told in the provider's ids and in a fixed order, so that two mirrors compare. */
export async function dumpMirror(db: Database, workspaceId: number): Promise<Record<string, string[]>> {
	return await withWorkspace(db, workspaceId, async (tx) => {
		const dump: Record<string, string[]> = {};
		for (const table of TABLES) {
			const { rows } = await sql<{ row: Record<string, unknown> }>`
				select to_jsonb(t) as row from ${sql.table(table)} as t`.execute(tx);
			const nativeIds = new Map<string, Map<unknown, unknown>>();
			for (const referenced of new Set(Object.values(REFERENCES))) {
				const found = await sql<{ id: number; native_id: number }>`
					select id, native_id from ${sql.table(referenced)}`.execute(tx);
				nativeIds.set(referenced, new Map(found.rows.map(({ id, native_id }) => [id, native_id])));
			}
			const show = ([column, value]: [string, unknown]) => {
				const referenced = REFERENCES[column];
				return [column, referenced === undefined ? value : nativeIds.get(referenced)?.get(value)];
			};
			dump[table] = rows
				.map(({ row }) =>
					JSON.stringify(
						Object.fromEntries(
							Object.entries(row)
								.filter(
									([column]) => !OWN.includes(column) && !(UNVERSIONED.includes(table) && OBSERVED.includes(column)),
								)
								.map(show),
						),
					),
				)
				.toSorted();
		}
		return dump;
	});
}
