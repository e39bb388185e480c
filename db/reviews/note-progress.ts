import type { ReviewStage } from "@hephaestus/domain/reviews/states.ts";
import type { Database } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

/** Says on open pages what a stage does now; nothing changes when the review has left it. */
export async function noteProgress(
	db: Database,
	input: { workspaceId: number; reviewId: string; stage: ReviewStage; detail: string },
): Promise<void> {
	await withWorkspace(db, input.workspaceId, async (tx) => {
		await tx
			.updateTable("review_stage")
			.set({ detail: input.detail })
			.where("review_id", "=", input.reviewId)
			.where("stage", "=", input.stage)
			.where("finished_at", "is", null)
			.execute();
		await notify(tx, { workspaceId: input.workspaceId, type: "review", id: input.reviewId });
	});
}
