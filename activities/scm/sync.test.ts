import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { dumpMirror } from "@hephaestus/db/testing/dump-mirror.ts";
import { findMirrors } from "@hephaestus/db/webhooks/find-mirrors.ts";
import { syncScheduleId, syncWorkspaceId } from "@hephaestus/workflows/operations/ids.ts";
import { sql } from "kysely";
import { type MirrorStage, startMirrorStage } from "../testing/mirror-stage.ts";
import { startSync } from "./start-sync.ts";

let stage: MirrorStage;
before(async () => {
	stage = await startMirrorStage();
});
after(() => stage.stop());

/** Runs a sync to its end and returns its row. */
async function sync() {
	const { temporal, workspace, database } = stage;
	await startSync(temporal.client, { workspaceId: workspace.id, workspaceSlug: workspace.slug, trigger: "MANUAL" });
	await temporal.client.workflow
		.getHandle(syncWorkspaceId(workspace.id))
		.result()
		.catch(() => undefined);
	return await withWorkspace(database.db, workspace.id, (tx) =>
		tx
			.selectFrom("sync_run")
			.select(["state", "error", "rows_changed", "repositories_total", "repositories_done"])
			.orderBy("started_at", "desc")
			.executeTakeFirstOrThrow(),
	);
}

async function counts(): Promise<Record<string, number>> {
	return await withWorkspace(stage.database.db, stage.workspace.id, async (tx) => {
		const { rows } = await sql<Record<string, number>>`select
			(select count(*) from repository) as repositories, (select count(*) from label) as labels,
			(select count(*) from issue where issue_type = 'ISSUE') as issues, (select count(*) from pull_request) as pulls,
			(select count(*) from issue_comment) as comments, (select count(*) from pull_request_review) as reviews,
			(select count(*) from pull_request_review_thread) as threads,
			(select count(*) from pull_request_review_comment) as notes`.execute(tx);
		return rows[0] ?? {};
	});
}

test("a sync ends with what the forge has, and a second one changes nothing", async () => {
	const { world } = stage.gitHub;
	const first = await sync();
	assert.deepEqual([first.state, first.error], ["COMPLETED", null]);
	assert.equal(first.repositories_done, first.repositories_total);
	assert.deepEqual(await counts(), {
		repositories: world.repositories.values().length,
		labels: world.labels.values().length,
		issues: world.issues.values().length,
		pulls: world.pullRequests.values().length,
		comments: world.issueComments.values().length,
		reviews: world.reviews.values().filter(({ submittedAt }) => submittedAt !== null).length,
		threads: world.threads.values().length,
		notes: world.reviewComments.values().length,
	});
	const mirrored = await dumpMirror(stage.database.db, stage.workspace.id);

	const second = await sync();
	assert.deepEqual([second.state, second.rows_changed], ["COMPLETED", 0]);
	assert.deepEqual(await dumpMirror(stage.database.db, stage.workspace.id), mirrored);
});

test("the sync gives the workspace its schedule", async () => {
	const { spec, policies } = await stage.temporal.client.schedule
		.getHandle(syncScheduleId(stage.workspace.id))
		.describe();
	assert.equal(spec.calendars?.length, 1);
	assert.equal(policies.overlap, "SKIP");
});

test("the rate budget is kept for pages to show", async () => {
	const rows = await withWorkspace(stage.database.db, stage.workspace.id, (tx) =>
		tx.selectFrom("rate_budget").select(["resource", "limit_points", "remaining_points"]).orderBy("resource").execute(),
	);
	assert.ok(rows.some(({ resource }) => resource === "graphql"));
	for (const row of rows) assert.ok(row.remaining_points < row.limit_points);
});

test("a provider that fails for a while, or limits us, delays a sync and does not harm it", async () => {
	const { faults } = stage.gitHub;
	const struck = [
		faults.add({ operation: "PullRequests" }, { kind: "status", status: 502 }, 2),
		faults.add({ operation: "Issues" }, { kind: "secondaryLimit", retryAfter: 1, status: 403 }),
		faults.add({ operation: "Repositories" }, { kind: "cutBody" }),
	];
	const run = await sync();
	assert.deepEqual([run.state, run.rows_changed], ["COMPLETED", 0]);
	for (const fault of struck) assert.equal(fault.remaining, 0);
});

test("a credential that may no longer list the repositories is told nothing of them, until it may again", async () => {
	const { database, workspace, gitHub } = stage;
	const repositoryNativeId = gitHub.world.repositories.values()[0]?.id ?? 0;
	const mirrors = async () => (await findMirrors(database.db, { kind: "GITHUB", repositoryNativeId })).length;
	const refused = gitHub.faults.add({ operation: "Repositories" }, { kind: "status", status: 403 });
	assert.equal((await sync()).state, "FAILED");
	assert.equal(refused.remaining, 0);
	assert.equal(await mirrors(), 0);
	assert.equal((await sync()).state, "COMPLETED");
	assert.equal(await mirrors(), 1);
	const available = await withWorkspace(database.db, workspace.id, (tx) =>
		tx.selectFrom("repository").select("id").where("is_available", "=", false).execute(),
	);
	assert.deepEqual(available, []);
});

test("a revoked token ends the sync at once and the connection says what to do", async () => {
	stage.gitHub.faults.revokeToken(stage.token);
	const run = await sync();
	assert.equal(run.state, "FAILED");
	const connection = await withWorkspace(stage.database.db, stage.workspace.id, (tx) =>
		tx.selectFrom("connection").select(["state", "state_reason"]).executeTakeFirstOrThrow(),
	);
	assert.equal(connection.state, "ACTIVE");
	assert.match(connection.state_reason ?? "", /connect again/);
});
