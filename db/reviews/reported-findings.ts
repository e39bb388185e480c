import { createHash } from "node:crypto";
import { type Finding, finding } from "@hephaestus/domain/reviews/findings.ts";
import type { TenantTransaction } from "../operations/database.ts";
import { toStorableJson } from "../scm/storable-json.ts";

/** Keeps what the agent reports as it reports it; the same finding reported twice is kept once. */
export async function recordReportedFinding(
	tx: TenantTransaction,
	input: { workspaceId: number; reviewId: string; finding: Finding },
): Promise<void> {
	const { practiceSlug, title, evidence } = input.finding;
	const digest = createHash("sha256")
		.update(JSON.stringify([practiceSlug, title, evidence.locations]))
		.digest("hex");
	await tx
		.insertInto("review_finding")
		.values({
			workspace_id: input.workspaceId,
			review_id: input.reviewId,
			digest,
			finding: toStorableJson(input.finding),
		})
		.onConflict((conflict) => conflict.columns(["review_id", "digest"]).doNothing())
		.execute();
}

/** What the agent reported, in order; rows that this version cannot read are left out. */
export async function listReportedFindings(tx: TenantTransaction, input: { reviewId: string }): Promise<Finding[]> {
	const rows = await tx
		.selectFrom("review_finding")
		.select("finding")
		.where("review_id", "=", input.reviewId)
		.orderBy("id")
		.execute();
	return rows.flatMap((row) => {
		const read = finding.safeParse(row.finding);
		return read.success ? [read.data] : [];
	});
}

/** Forgets what an attempt reported that did not get to its end. */
export async function clearReportedFindings(tx: TenantTransaction, input: { reviewId: string }): Promise<void> {
	await tx.deleteFrom("review_finding").where("review_id", "=", input.reviewId).execute();
}
