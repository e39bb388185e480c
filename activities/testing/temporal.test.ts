import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import { registerSearchAttributes } from "../operations/register-search-attributes.ts";
import { startTestTemporal, type TestTemporal } from "./temporal.ts";

let temporal: TestTemporal;
before(async () => {
	temporal = await startTestTemporal();
});
after(() => temporal.stop());

test("a namespace knows our search attributes, and registering them again changes nothing", async () => {
	const { client, namespace } = temporal;
	await registerSearchAttributes(temporal.connection, namespace);
	const known = await client.connection.operatorService.listSearchAttributes({ namespace });
	for (const { name } of Object.values(SEARCH_ATTRIBUTES)) assert.ok(name in (known.customAttributes ?? {}), name);
});
