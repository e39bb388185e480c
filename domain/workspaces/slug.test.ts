import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SLUG_PATTERN, slugFrom, slugProblem } from "./slug.ts";

test("a name becomes an address: accents, punctuation and length are dealt with", () => {
	assert.equal(slugFrom("Ängström Lab!"), "angstrom-lab");
	assert.equal(slugFrom("  Team -- 7  "), "team-7");
	assert.equal(slugFrom("x".repeat(80)).length, 51);
});

test("what a name becomes is an address, unless it is too short or kept", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), (name) => {
			const slug = slugFrom(name);
			const problem = slugProblem(slug);
			assert.ok(problem === undefined ? SLUG_PATTERN.test(slug) : slug.length < 3 || /kept/.test(problem), slug);
		}),
	);
});

test("what is wrong is said in words", () => {
	assert.match(slugProblem("ab") ?? "", /3 to 51/);
	assert.match(slugProblem("Acme") ?? "", /lower-case/);
	assert.match(slugProblem("-acme") ?? "", /Start and end/);
	assert.match(slugProblem("providers") ?? "", /kept/);
	assert.equal(slugProblem("acme-7"), undefined);
});
