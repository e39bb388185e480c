import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "../operations/with-workspace.ts";
import { applyChanges } from "../scm/apply-changes.ts";
import { createTestDatabase, type TestDatabase } from "../testing/postgres.ts";
import { at, REPOSITORY, repository } from "../testing/scm-changes.ts";
import { insertTestWorkspace, type TestWorkspace } from "../testing/workspace.ts";
import { findMirrors } from "./find-mirrors.ts";

let database: TestDatabase;
let workspace: TestWorkspace;

before(async () => {
	database = await createTestDatabase();
	workspace = await insertTestWorkspace(database.db, "acme");
	await applyChanges(database.db, {
		workspaceId: workspace.id,
		gitProviderId: workspace.gitProviderId,
		source: "SYNC",
		observedAt: new Date(at(0)),
		changes: [repository({ isPrivate: true })],
	});
	const connection = { kind: "GITHUB", type: "GITHUB_PAT", instance_key: "pat", server_url: "https://forge.test" };
	await withWorkspace(database.db, workspace.id, (tx) =>
		tx
			.insertInto("connection")
			.values({ workspace_id: workspace.id, state: "ACTIVE", ...connection })
			.execute(),
	);
});
after(() => database.stop());

const mirrorsFound = async () =>
	(await findMirrors(database.db, { kind: "GITHUB", repositoryNativeId: REPOSITORY.nativeId })).length;

test("a workspace is told only what its credential still shows it", async () => {
	assert.equal(await mirrorsFound(), 1);
	const setReason = (reason: string | null) =>
		withWorkspace(database.db, workspace.id, (tx) =>
			tx.updateTable("connection").set({ state_reason: reason }).execute(),
		);
	await setReason("GitHub refuses the credential");
	assert.equal(await mirrorsFound(), 0);
	await setReason(null);
	await withWorkspace(database.db, workspace.id, (tx) =>
		tx.updateTable("repository").set({ is_available: false }).execute(),
	);
	assert.equal(await mirrorsFound(), 0);
});
