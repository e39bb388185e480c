import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";
import type { PartRef } from "./begin-part-scan.ts";

export interface PartProgress {
	rowsSeen: number;
	rowsTotal: number | null;
	/** Where the next page begins; null when the scan is complete. */
	cursor: string | null;
}

/** Keeps how far a scan came, after each page; a complete scan moves `synced_until` to the scan's beginning. */
export async function savePartProgress(db: Database, ref: PartRef, progress: PartProgress): Promise<void> {
	const complete = progress.cursor === null;
	await changePart(db, ref, {
		rows_seen: progress.rowsSeen,
		rows_total: progress.rowsTotal,
		cursor: progress.cursor,
		...(complete ? { state: "IDLE", synced_until: sql<Date>`scan_started_at` } : {}),
	});
}

/** Marks a part as failed, in plain words. The cursor stays unless the provider itself rejected the request. */
export async function failPart(db: Database, ref: PartRef, failure: { error: string; forgetCursor: boolean }) {
	await changePart(db, ref, {
		state: "FAILED",
		error: failure.error,
		...(failure.forgetCursor ? { cursor: null } : {}),
	});
}

async function changePart(db: Database, ref: PartRef, change: object): Promise<void> {
	await withWorkspace(db, ref.workspaceId, async (tx) => {
		await tx
			.updateTable("repository_sync")
			.set({ ...change, updated_at: sql<Date>`now()` })
			.where("repository_id", "=", ref.repositoryId)
			.where("part", "=", ref.part)
			.execute();
		await notify(tx, { workspaceId: ref.workspaceId, type: "sync", id: String(ref.repositoryId) });
	});
}
