import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

export interface SyncRunRef {
	workspaceId: number;
	syncRunId: string;
}

export type SyncRunTrigger = "CREATED" | "SCHEDULE" | "MANUAL" | "STARTUP";

/** Records that a sync began; a run left behind by a lost workflow of the same workspace is closed as cancelled. */
export async function startSyncRun(db: Database, run: SyncRunRef & { trigger: SyncRunTrigger }): Promise<void> {
	await withWorkspace(db, run.workspaceId, async (tx) => {
		await tx
			.updateTable("sync_run")
			.set({ state: "CANCELLED", finished_at: sql<Date>`now()`, error: "Replaced by a later run." })
			.where("workspace_id", "=", run.workspaceId)
			.where("state", "=", "RUNNING")
			.where("id", "<>", run.syncRunId)
			.execute();
		await tx
			.insertInto("sync_run")
			.values({ id: run.syncRunId, workspace_id: run.workspaceId, trigger: run.trigger })
			.onConflict((conflict) => conflict.column("id").doNothing())
			.execute();
		await notify(tx, { workspaceId: run.workspaceId, type: "sync", id: run.syncRunId });
	});
}

/** Keeps the numbers of a running sync; they only grow, since reports of side-by-side work may arrive out of order. */
export async function saveSyncRunProgress(
	db: Database,
	run: SyncRunRef & { repositoriesTotal: number; repositoriesDone: number; rowsChanged: number },
): Promise<void> {
	await change(db, run, {
		repositories_total: run.repositoriesTotal,
		repositories_done: sql<number>`greatest(repositories_done, ${run.repositoriesDone})`,
		rows_changed: sql<number>`greatest(rows_changed, ${run.rowsChanged})`,
	});
}

/** Ends a sync; `error` names what failed, in plain words. */
export async function finishSyncRun(
	db: Database,
	run: SyncRunRef & { state: "COMPLETED" | "FAILED" | "CANCELLED"; error: string | null },
): Promise<void> {
	await change(db, run, { state: run.state, error: run.error, finished_at: sql<Date>`now()` });
}

async function change(db: Database, run: SyncRunRef, values: object): Promise<void> {
	await withWorkspace(db, run.workspaceId, async (tx) => {
		await tx.updateTable("sync_run").set(values).where("id", "=", run.syncRunId).execute();
		await notify(tx, { workspaceId: run.workspaceId, type: "sync", id: run.syncRunId });
	});
}
