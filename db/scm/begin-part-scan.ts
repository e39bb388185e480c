import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

export type SyncPart = "LABELS" | "ISSUES" | "PULL_REQUESTS";

export interface PartRef {
	workspaceId: number;
	repositoryId: number;
	part: SyncPart;
}

export interface PartScan {
	cursor: string | null;
	/** What the last complete scan reached; null before the first. */
	syncedUntil: Date | null;
	rowsSeen: number;
	rowsTotal: number | null;
}

/**
 * Begins a scan of one part of a repository, or goes on with the one that was interrupted: its cursor and its beginning
 * were kept, and what changed since is read by the next scan.
 */
export async function beginPartScan(db: Database, ref: PartRef, now: Date): Promise<PartScan> {
	return await withWorkspace(db, ref.workspaceId, async (tx) => {
		const row = await tx
			.selectFrom("repository_sync")
			.select(["cursor", "synced_until", "rows_seen", "rows_total"])
			.where("repository_id", "=", ref.repositoryId)
			.where("part", "=", ref.part)
			.executeTakeFirst();
		const resumed = row !== undefined && row.cursor !== null;
		const fresh = { cursor: null, scan_started_at: now, rows_seen: 0, rows_total: null };
		const change = { state: "RUNNING" as const, error: null, updated_at: now, ...(resumed ? {} : fresh) };
		await tx
			.insertInto("repository_sync")
			.values({ workspace_id: ref.workspaceId, repository_id: ref.repositoryId, part: ref.part, ...fresh, ...change })
			.onConflict((conflict) => conflict.columns(["repository_id", "part"]).doUpdateSet(change))
			.execute();
		return {
			cursor: resumed ? row.cursor : null,
			syncedUntil: row?.synced_until ?? null,
			rowsSeen: resumed ? row.rows_seen : 0,
			rowsTotal: resumed ? row.rows_total : null,
		};
	});
}
