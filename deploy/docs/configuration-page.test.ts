import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { CONFIGURATION_PAGE, configurationPage } from "./configuration-page.ts";

test("the page of all variables is the one that the schema makes", async () => {
	const committed = await readFile(CONFIGURATION_PAGE, "utf8");
	assert.ok(committed === configurationPage(), "stale: run `npm run docs:configuration` and commit it");
});
