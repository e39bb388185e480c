import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Kysely, sql } from "kysely";
import { createTestDatabase, type TestDatabase } from "../testing/postgres.ts";
import { createDatabase } from "./database.ts";
import { migrateToLatest } from "./migrate.ts";
import { acrossWorkspaces, withWorkspace } from "./with-workspace.ts";

let database: TestDatabase;
let ours: number;
let theirs: number;

before(async () => {
	database = await createTestDatabase();
	const provider = await database.db
		.insertInto("git_provider")
		.values({ type: "GITHUB", server_url: "https://forge.test" })
		.returning("id")
		.executeTakeFirstOrThrow();
	ours = await insertWorkspace("ours", provider.id);
	theirs = await insertWorkspace("theirs", provider.id);
});
after(() => database.stop());

async function insertWorkspace(slug: string, providerId: number): Promise<number> {
	const row = await database.db
		.insertInto("workspace")
		.values({ slug, display_name: slug, account_login: slug, git_provider_id: providerId })
		.returning("id")
		.executeTakeFirstOrThrow();
	await withWorkspace(database.db, row.id, (tx) =>
		tx
			.insertInto("practice_area")
			.values({ workspace_id: row.id, slug: "testing", name: `Testing in ${slug}` })
			.execute(),
	);
	return row.id;
}

test("a workspace sees its own rows only, and outside one nothing shows", async () => {
	const seen = await withWorkspace(database.db, ours, (tx) => tx.selectFrom("practice_area").select("name").execute());
	assert.deepEqual(seen, [{ name: "Testing in ours" }]);
	assert.deepEqual(await database.db.selectFrom("practice_area").selectAll().execute(), []);
});

test("a row cannot be written into another workspace", async () => {
	await assert.rejects(
		withWorkspace(database.db, ours, (tx) =>
			tx.insertInto("practice_area").values({ workspace_id: theirs, slug: "smuggled", name: "Smuggled" }).execute(),
		),
		/row-level security/,
	);
});

test("the named door sees every workspace and closes with its transaction", async () => {
	const all = await acrossWorkspaces(database.db, "a test", (tx) =>
		tx.selectFrom("practice_area").select("id").execute(),
	);
	assert.equal(all.length, 2);
	assert.deepEqual(await database.db.selectFrom("practice_area").selectAll().execute(), []);
});

test("every table with a workspace_id is protected, and no login role can bypass it", async () => {
	const migrator = createDatabase(database.migrator);
	const open = await sql<{ table: string }>`
		select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid
		where c.relkind = 'r' and a.attname = 'workspace_id' and not c.relrowsecurity
			and c.relnamespace = 'public'::regnamespace`.execute(migrator);
	const bypass =
		await sql`select rolname from pg_roles where rolname like 'test%' and (rolbypassrls or rolsuper)`.execute(migrator);
	await migrator.destroy();
	assert.deepEqual(open.rows, []);
	assert.deepEqual(bypass.rows, []);
});

test("the receiver's role adds deliveries and can read neither them nor anything else", async () => {
	const intake = createDatabase(database.intake);
	await intake
		.insertInto("webhook_delivery")
		.values({ kind: "GITHUB", delivery_id: "d1", lane: "github/a/b", event: "push", body: Buffer.from("{}") })
		.execute();
	await assert.rejects(intake.selectFrom("webhook_delivery").select("body").execute(), /permission denied/);
	await assert.rejects(intake.selectFrom("account").selectAll().execute(), /permission denied/);
	await intake.destroy();
});

test("a failing migration leaves the old schema and names itself", async () => {
	const broken = {
		"9999-broken": {
			up: async (db: Kysely<unknown>) => {
				await sql`create table half_done (id int)`.execute(db);
				await sql`create table nonsense (id no_such_type)`.execute(db);
			},
		},
	};
	await assert.rejects(migrateToLatest(database.migrator, broken), /Migration 9999-broken failed/);
	const migrator = createDatabase(database.migrator);
	const left = await sql`select 1 from pg_class where relname = 'half_done'`.execute(migrator);
	await migrator.destroy();
	assert.equal(left.rows.length, 0);
});
