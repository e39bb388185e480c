import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { planAreaTurns } from "./turn-plan.ts";

test("asks for every practice once, of one area at a time, at most six together", () => {
	const practices = fc
		.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), { maxLength: 40 })
		.chain((slugs) =>
			fc.tuple(...slugs.map((slug) => fc.constantFrom("A", "B", "C").map((area) => ({ slug, name: slug, area })))),
		);
	fc.assert(
		fc.property(practices, (all) => {
			const turns = planAreaTurns(all);
			assert.deepEqual(
				turns.flatMap((turn) => turn.practices.map(({ slug }) => slug)).toSorted(),
				all.map(({ slug }) => slug).toSorted(),
			);
			for (const turn of turns) {
				assert.ok(turn.practices.length >= 1 && turn.practices.length <= 6);
				assert.ok(turn.practices.every(({ area }) => area === turn.area));
			}
		}),
	);
});
