import type { AdmissionSettings } from "@hephaestus/domain/reviews/admission.ts";
import type { TenantTransaction } from "../operations/database.ts";

/** What the instance says where a workspace does not (PRACTICE_REVIEW_*). */
export interface ReviewDefaults {
	runForAllUsers: boolean;
	skipDrafts: boolean;
	deliverToMerged: boolean;
	cooldownMinutes: number;
}

export interface EffectiveSettings extends AdmissionSettings {
	workspaceActive: boolean;
	deliverToMerged: boolean;
}

/** A workspace's review settings, each falling back to the instance's. Throws when the workspace does not exist. */
export async function loadEffectiveSettings(
	tx: TenantTransaction,
	input: { workspaceId: number; defaults: ReviewDefaults },
): Promise<EffectiveSettings> {
	const row = await tx
		.selectFrom("workspace")
		.selectAll()
		.where("id", "=", input.workspaceId)
		.executeTakeFirstOrThrow();
	return {
		workspaceActive: row.status === "ACTIVE",
		practicesEnabled: row.practices_enabled,
		autoTriggerEnabled: row.practice_review_auto_trigger_enabled,
		manualTriggerEnabled: row.practice_review_manual_trigger_enabled,
		runForAllUsers: row.run_for_all_users ?? input.defaults.runForAllUsers,
		skipDrafts: row.skip_drafts ?? input.defaults.skipDrafts,
		deliverToMerged: row.deliver_to_merged ?? input.defaults.deliverToMerged,
		cooldownMinutes: row.cooldown_minutes ?? input.defaults.cooldownMinutes,
		autonomy: asAutonomy(row.autonomy),
	};
}

// The column's check allows these three; anything else counts as the most careful one.
function asAutonomy(stored: string): AdmissionSettings["autonomy"] {
	return stored === "AUTOMATIC" || stored === "HUMAN_APPROVAL" ? stored : "OFF";
}
