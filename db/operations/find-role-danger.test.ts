import assert from "node:assert/strict";
import { test } from "node:test";
import { createTestDatabase } from "../testing/postgres.ts";
import { createDatabase } from "./database.ts";
import { findRoleDanger } from "./find-role-danger.ts";

test("row-level security holds for the application's role, not for an owner or a superuser", async () => {
	const database = await createTestDatabase();
	const owner = createDatabase(database.migrator);
	const superuser = createDatabase({ url: database.app.url, username: "postgres", password: "postgres" });
	assert.equal(await findRoleDanger(database.db), null);
	assert.equal(await findRoleDanger(owner), "owns the tables");
	assert.equal(await findRoleDanger(superuser), "is a superuser");
	await Promise.all([owner.destroy(), superuser.destroy()]);
	await database.stop();
});
