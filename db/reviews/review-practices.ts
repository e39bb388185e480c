import { isAutomatic, type ReviewTrigger } from "@hephaestus/domain/reviews/admission.ts";
import type { TenantTransaction } from "../operations/database.ts";

export interface ReviewPractice {
	id: number;
	slug: string;
	name: string;
	areaName: string | null;
	criteria: string;
	whyItMatters: string | null;
	isDefectDetector: boolean;
	latestRevisionId: number | null;
}

/**
 * The active pull request practices a review is about, area by area: those that list its event; all of them when a
 * person asked or no practice lists the event (specification, sections 6.3 and 9).
 */
export async function listReviewPractices(
	tx: TenantTransaction,
	input: { workspaceId: number; trigger: ReviewTrigger },
): Promise<ReviewPractice[]> {
	const practices = await selectActive(tx, input.workspaceId);
	const listed = practices.filter((practice) => practice.triggerEvents.includes(input.trigger));
	const chosen = isAutomatic(input.trigger) && listed.length > 0 ? listed : practices;
	return chosen.map(({ triggerEvents: _, ...practice }) => practice);
}

/** Whether the gate's "an active practice lists this event" holds; a person's request asks for any practice at all. */
export async function hasMatchingPractice(
	tx: TenantTransaction,
	input: { workspaceId: number; trigger: ReviewTrigger },
): Promise<boolean> {
	const practices = await selectActive(tx, input.workspaceId);
	const { trigger } = input;
	return practices.some((practice) => !isAutomatic(trigger) || practice.triggerEvents.includes(trigger));
}

async function selectActive(tx: TenantTransaction, workspaceId: number) {
	const rows = await tx
		.selectFrom("practice")
		.leftJoin("practice_area", "practice_area.id", "practice.area_id")
		.select((eb) => [
			"practice.id",
			"practice.slug",
			"practice.name",
			"practice_area.name as areaName",
			"practice.criteria",
			"practice.why_it_matters as whyItMatters",
			"practice.is_defect_detector as isDefectDetector",
			"practice.trigger_events as triggerEvents",
			eb
				.selectFrom("practice_revision")
				.select((inner) => inner.fn.max("practice_revision.id").as("id"))
				.whereRef("practice_revision.practice_id", "=", "practice.id")
				.as("latestRevisionId"),
		])
		.where("practice.workspace_id", "=", workspaceId)
		.where("practice.artifact_type", "=", "PULL_REQUEST")
		.where("practice.is_active", "=", true)
		.orderBy("practice_area.display_order", (order) => order.asc().nullsLast())
		.orderBy("practice.display_order")
		.orderBy("practice.name")
		.execute();
	return rows.map((row) => ({ ...row, triggerEvents: Array.isArray(row.triggerEvents) ? row.triggerEvents : [] }));
}
