import { AREAS } from "@hephaestus/domain/reviews/catalogue/areas.ts";
import { PRACTICES } from "@hephaestus/domain/reviews/catalogue/practices.ts";
import { fullCriteria } from "@hephaestus/domain/reviews/catalogue/preambles.ts";
import type { PracticeDefinition } from "@hephaestus/domain/reviews/practices.ts";
import type { TenantTransaction } from "../operations/database.ts";

/**
 * Gives a workspace the default areas and practices it lacks, each practice with its first revision. Rows that exist
 * are never overwritten; a practice without an area is bound to its default one (specification, section 3.4).
 */
export async function seedPracticeCatalogue(tx: TenantTransaction, input: { workspaceId: number }): Promise<void> {
	const areaIds = await seedAreas(tx, input.workspaceId);
	for (const [order, practice] of PRACTICES.entries())
		await seedPractice(tx, input.workspaceId, practice, areaIds.get(practice.area) ?? null, order);
}

async function seedAreas(tx: TenantTransaction, workspaceId: number): Promise<Map<string, number>> {
	const rows = AREAS.map((area, order) => ({ ...area, workspace_id: workspaceId, display_order: order }));
	await tx
		.insertInto("practice_area")
		.values(rows)
		.onConflict((conflict) => conflict.columns(["workspace_id", "slug"]).doNothing())
		.execute();
	const areas = await tx
		.selectFrom("practice_area")
		.select(["id", "slug"])
		.where("workspace_id", "=", workspaceId)
		.execute();
	return new Map(areas.map((area) => [area.slug, area.id]));
}

async function seedPractice(
	tx: TenantTransaction,
	workspaceId: number,
	practice: PracticeDefinition,
	areaId: number | null,
	order: number,
): Promise<void> {
	const criteria = fullCriteria(practice);
	const created = await tx
		.insertInto("practice")
		.values({
			workspace_id: workspaceId,
			area_id: areaId,
			slug: practice.slug,
			name: practice.name,
			artifact_type: practice.artifactType,
			trigger_events: JSON.stringify(practice.triggerEvents),
			criteria,
			why_it_matters: practice.whyItMatters,
			what_good_looks_like: practice.whatGoodLooksLike,
			is_defect_detector: practice.isDefectDetector,
			display_order: order,
		})
		.onConflict((conflict) => conflict.columns(["workspace_id", "slug"]).doNothing())
		.returning("id")
		.executeTakeFirst();
	if (created === undefined) await bindToArea(tx, workspaceId, practice.slug, areaId);
	else
		await tx
			.insertInto("practice_revision")
			.values({ workspace_id: workspaceId, practice_id: created.id, revision_number: 1, criteria })
			.execute();
}

async function bindToArea(tx: TenantTransaction, workspaceId: number, slug: string, areaId: number | null) {
	await tx
		.updateTable("practice")
		.set({ area_id: areaId })
		.where("workspace_id", "=", workspaceId)
		.where("slug", "=", slug)
		.where("area_id", "is", null)
		.execute();
}
