import assert from "node:assert/strict";
import { test } from "node:test";
import { createTestDatabase } from "../testing/postgres.ts";
import { findInstanceId } from "./find-instance-id.ts";

test("an instance keeps its id, and another one has another", async () => {
	const [ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
	assert.equal(await findInstanceId(ours.db), await findInstanceId(ours.db));
	assert.notEqual(await findInstanceId(ours.db), await findInstanceId(theirs.db));
	await assert.rejects(ours.db.insertInto("instance").defaultValues().execute(), /duplicate key/);
	await Promise.all([ours.stop(), theirs.stop()]);
});
