import assert from "node:assert/strict";
import { test } from "node:test";
import { findMisdirectedImports, judge, readImports } from "./import-direction.ts";

test("type-only imports are told from imports of values", () => {
	const source = `
import type { A } from "@hephaestus/api/app.ts";
import { type B, type C } from "./b.ts";
import { type D, e } from "./d.ts";
export * from "./f.ts";
import "./g.css";
const h = await import("./h.ts");`;
	assert.deepEqual(
		readImports(source).map(({ specifier, typeOnly }) => [specifier, typeOnly]),
		[
			["@hephaestus/api/app.ts", true],
			["./b.ts", true],
			["./d.ts", false],
			["./f.ts", false],
			["./g.css", false],
			["./h.ts", false],
		],
	);
});

test("the table of directions holds for packages, relative paths and outside modules", () => {
	const value = (specifier: string) => ({ specifier, typeOnly: false });
	assert.match(judge("domain/scm/x.ts", value("node:fs")) ?? "", /domain may not import node:fs/);
	assert.match(judge("workflows/scm/x.ts", value("@hephaestus/activities/a.ts")) ?? "", /by type only/);
	assert.equal(judge("workflows/scm/x.ts", { specifier: "@hephaestus/activities/a.ts", typeOnly: true }), undefined);
	assert.match(judge("activities/scm/x.ts", value("../../deploy/simulators/x.ts")) ?? "", /may not import deploy/);
	assert.match(judge("web/src/app.tsx", value("@hephaestus/db/x.ts")) ?? "", /web may not import db/);
	assert.equal(judge("api/scm/x.ts", value("@hephaestus/db/x.ts")), undefined);
});

test("no product package imports a simulator, and no import in this tree goes the wrong way", async () => {
	assert.deepEqual(await findMisdirectedImports(new URL("../..", import.meta.url).pathname.replace(/\/$/, "")), []);
});
