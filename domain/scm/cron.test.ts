import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseCron } from "./cron.ts";

const BOUNDS = [
	[0, 59],
	[0, 59],
	[0, 23],
	[1, 31],
	[1, 12],
	[0, 6],
] as const;

/** A field with the predicate it means, told independently of the parser. */
function field(min: number, max: number): fc.Arbitrary<{ text: string; matches: (value: number) => boolean }> {
	const value = fc.integer({ min, max });
	const step = fc.integer({ min: 1, max: max - min + 3 });
	return fc.oneof(
		fc.constantFrom("*", "?").map((text) => ({ text, matches: () => true })),
		value.map((only) => ({ text: String(only), matches: (v: number) => v === only })),
		step.map((n) => ({ text: `*/${n}`, matches: (v: number) => (v - min) % n === 0 })),
		fc.tuple(value, step).map(([from, n]) => ({
			text: `${from}/${n}`,
			matches: (v: number) => v >= from && (v - from) % n === 0,
		})),
		fc.tuple(value, value, step).map(([a, b, n]) => ({
			text: `${Math.min(a, b)}-${Math.max(a, b)}/${n}`,
			matches: (v: number) => v >= Math.min(a, b) && v <= Math.max(a, b) && (v - Math.min(a, b)) % n === 0,
		})),
		fc.array(value, { minLength: 1, maxLength: 4 }).map((list) => ({
			text: list.join(","),
			matches: (v: number) => list.includes(v),
		})),
	);
}

test("an instant fires exactly when every field matches it", () => {
	const fields = fc.tuple(...BOUNDS.map(([min, max]) => field(min, max)));
	const instant = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
	fc.assert(
		fc.property(fields, instant, (parts, at) => {
			const calendar = parseCron(parts.map(({ text }) => text).join(" "));
			const values = [
				at.getUTCSeconds(),
				at.getUTCMinutes(),
				at.getUTCHours(),
				at.getUTCDate(),
				at.getUTCMonth() + 1,
				at.getUTCDay(),
			];
			const lists = Object.values(calendar) as number[][];
			const fires = lists.every((list, index) => list.includes(values[index] ?? -1));
			assert.equal(
				fires,
				parts.every(({ matches }, index) => matches(values[index] ?? -1)),
			);
		}),
		{ numRuns: 500 },
	);
});

test("names and the second number of Sunday mean the same", () => {
	assert.deepEqual(parseCron("0 0 3 * JAN-mar SUN").month, [1, 2, 3]);
	assert.deepEqual(parseCron("0 0 3 * * 7"), parseCron("0 0 3 * * sun"));
	assert.deepEqual(parseCron("0 0 3 * * FRI-7").dayOfWeek, [0, 5, 6]);
});

test("what is not a cron expression is refused with the field that is wrong", () => {
	assert.throws(() => parseCron("0 0 * * *"), /six fields, seconds first, not 5/);
	assert.throws(() => parseCron("0 60 * * * *"), /'60' is no minute/);
	assert.throws(() => parseCron("0 0 5-3 * * *"), /'5-3' is no hour/);
	assert.throws(() => parseCron("0 0 0 L * *"), /'L' is no day of month/);
	assert.throws(() => parseCron("*/0 0 0 * * *"), /no second/);
	assert.throws(() => parseCron("0 0 0 1 0 *"), /no month/);
});
