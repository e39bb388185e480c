import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { generateSchema, SCHEMA_FILE } from "./generate-schema.ts";

test("the committed schema types are those of the migrated database", async () => {
	assert.equal(
		await readFile(SCHEMA_FILE, "utf8"),
		await generateSchema(),
		"schema.gen.ts is stale: run `npm run db:types` and commit it",
	);
});
