import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AREAS } from "@hephaestus/domain/reviews/catalogue/areas.ts";
import { PRACTICES } from "@hephaestus/domain/reviews/catalogue/practices.ts";
import { createSealer } from "../operations/sealer.ts";
import { withWorkspace } from "../operations/with-workspace.ts";
import { createTestDatabase, type TestDatabase } from "../testing/postgres.ts";
import { agentKeyBinding, createDefaultAgentConfig } from "./create-default-agent-config.ts";
import { seedPracticeCatalogue } from "./seed-practice-catalogue.ts";

let database: TestDatabase;
let workspaceId: number;

before(async () => {
	database = await createTestDatabase();
	const provider = await database.db
		.insertInto("git_provider")
		.values({ type: "GITHUB", server_url: "https://forge.test" })
		.returning("id")
		.executeTakeFirstOrThrow();
	const workspace = await database.db
		.insertInto("workspace")
		.values({ slug: "acme", display_name: "Acme", account_login: "acme", git_provider_id: provider.id })
		.returning("id")
		.executeTakeFirstOrThrow();
	workspaceId = workspace.id;
});
after(() => database.stop());

test("seeding again adds nothing, keeps people's edits and binds a practice that lost its area", async () => {
	const [first] = PRACTICES;
	assert.ok(first);
	await withWorkspace(database.db, workspaceId, (tx) => seedPracticeCatalogue(tx, { workspaceId }));
	await withWorkspace(database.db, workspaceId, (tx) =>
		tx.updateTable("practice").set({ name: "Our own words", area_id: null }).where("slug", "=", first.slug).execute(),
	);
	await withWorkspace(database.db, workspaceId, (tx) => seedPracticeCatalogue(tx, { workspaceId }));

	const seen = await withWorkspace(database.db, workspaceId, async (tx) => ({
		areas: await tx.selectFrom("practice_area").selectAll().execute(),
		practices: await tx.selectFrom("practice").selectAll().execute(),
		revisions: await tx.selectFrom("practice_revision").selectAll().execute(),
	}));
	assert.equal(seen.areas.length, AREAS.length);
	assert.equal(seen.practices.length, PRACTICES.length);
	assert.equal(seen.revisions.length, PRACTICES.length);
	const edited = seen.practices.find((practice) => practice.slug === first.slug);
	assert.equal(edited?.name, "Our own words");
	assert.notEqual(edited?.area_id, null);
});

test("the default agent's key opens only for its own row, and a second call changes nothing", async () => {
	const sealer = createSealer("0123456789abcdef0123456789abcdef");
	const config = { name: "Default model", provider: "OPENAI", modelName: "small", apiKey: "sk-secret" } as const;
	for (const apiKey of ["sk-secret", "sk-other"])
		await withWorkspace(database.db, workspaceId, (tx) =>
			createDefaultAgentConfig(tx, { workspaceId, sealer, config: { ...config, apiKey } }),
		);
	const rows = await withWorkspace(database.db, workspaceId, (tx) =>
		tx.selectFrom("agent_config").selectAll().execute(),
	);
	const [row] = rows;
	assert.ok(rows.length === 1 && row !== undefined && row.llm_api_key_sealed !== null);
	assert.equal(row.enabled, true);
	assert.equal(sealer.open(row.llm_api_key_sealed, agentKeyBinding(row.id)), "sk-secret");
	assert.throws(() => sealer.open(row.llm_api_key_sealed ?? Buffer.alloc(0), agentKeyBinding(row.id + 1)));
});
