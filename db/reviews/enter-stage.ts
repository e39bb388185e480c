import type { ReviewStage } from "@hephaestus/domain/reviews/states.ts";
import { sql } from "kysely";
import type { Database, TenantTransaction } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

export interface StageEntry {
	workspaceId: number;
	reviewId: string;
	stage: ReviewStage;
	/** Plain words about what happens in it. */
	detail: string | null;
}

/**
 * Moves a review into a stage: the one before ends, this one starts, or starts over when it is entered again after a
 * later one. Entering the stage it is in only changes the detail.
 */
export async function enterStage(db: Database, entry: StageEntry): Promise<void> {
	await withWorkspace(db, entry.workspaceId, (tx) => moveToStage(tx, entry));
}

/** The same inside a transaction that has more to say. */
export async function moveToStage(tx: TenantTransaction, entry: StageEntry): Promise<void> {
	const { workspaceId, reviewId, stage, detail } = entry;
	await tx
		.updateTable("review")
		.set({
			stage,
			status: "RUNNING",
			started_at: sql<Date>`coalesce(started_at, now())`,
			finished_at: null,
			error_message: null,
			error_next_step: null,
		})
		.where("id", "=", reviewId)
		.execute();
	await tx
		.updateTable("review_stage")
		.set({ finished_at: sql<Date>`now()` })
		.where("review_id", "=", reviewId)
		.where("stage", "!=", stage)
		.where("finished_at", "is", null)
		.execute();
	await tx
		.insertInto("review_stage")
		.values({ workspace_id: workspaceId, review_id: reviewId, stage, detail })
		.onConflict((conflict) =>
			conflict.columns(["review_id", "stage"]).doUpdateSet({
				detail,
				started_at: sql<Date>`case when review_stage.finished_at is null then review_stage.started_at else now() end`,
				finished_at: null,
			}),
		)
		.execute();
	await notify(tx, { workspaceId, type: "review", id: reviewId });
}
