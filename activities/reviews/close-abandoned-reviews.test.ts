import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { createTestDatabase, type TestDatabase } from "@hephaestus/db/testing/postgres.ts";
import { insertTestReview } from "@hephaestus/db/testing/review.ts";
import { insertTestWorkspace, type TestWorkspace } from "@hephaestus/db/testing/workspace.ts";
import { startTestTemporal, type TestTemporal } from "../testing/temporal.ts";
import { closeAbandonedReviews } from "./close-abandoned-reviews.ts";

let database: TestDatabase;
let temporal: TestTemporal;
let workspace: TestWorkspace;

before(async () => {
	[database, temporal] = await Promise.all([createTestDatabase(), startTestTemporal()]);
	workspace = await insertTestWorkspace(database.db, "acme");
});
after(async () => {
	await temporal.stop();
	await database.stop();
});

async function statusOf(reviewId: string): Promise<string> {
	const row = await withWorkspace(database.db, workspace.id, (tx) =>
		tx.selectFrom("review").select("status").where("id", "=", reviewId).executeTakeFirstOrThrow(),
	);
	return row.status;
}

test("a review without a workflow is ended, one with a running workflow goes on until that is terminated", async () => {
	const { db } = database;
	const deps = { db, temporal: temporal.client };
	const lost = await insertTestReview(db, workspace, "review/gone");
	const alive = await insertTestReview(db, workspace, "review/alive");
	const handle = await temporal.client.workflow.start("reviewArtifact", {
		workflowId: "review/alive",
		taskQueue: "nobody-polls",
	});
	assert.equal(await closeAbandonedReviews(deps), 1);
	assert.deepEqual([await statusOf(lost), await statusOf(alive)], ["CANCELLED", "RUNNING"]);
	await handle.terminate("a test");
	assert.equal(await closeAbandonedReviews(deps), 1);
	assert.equal(await statusOf(alive), "CANCELLED");
	assert.equal(await closeAbandonedReviews(deps), 0);
});
