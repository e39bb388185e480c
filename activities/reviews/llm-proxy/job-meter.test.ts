import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { JobMeter } from "./job-meter.ts";

const used = (inputTokens: number, outputTokens: number) => ({
	inputTokens,
	outputTokens,
	cacheReadTokens: 0,
	cacheWriteTokens: 0,
});

test("calls side by side cannot spend the same tokens", () => {
	const meter = new JobMeter({ maxCalls: 10, maxTokens: 1000 });
	const first = meter.admit({ inputTokens: 400, outputTokens: 500 });
	assert.equal(first.kind, "ADMITTED");
	assert.equal(meter.admit({ inputTokens: 400, outputTokens: 500 }).kind, "BUSY");
	if (first.kind === "ADMITTED") first.reservation.settle(used(100, 50));
	assert.equal(meter.admit({ inputTokens: 400, outputTokens: 400 }).kind, "ADMITTED");
});

test("at most two calls are under way at a time", () => {
	const meter = new JobMeter({ maxCalls: 10, maxTokens: 1_000_000 });
	const ask = () => meter.admit({ inputTokens: 1, outputTokens: 100 });
	assert.deepEqual([ask().kind, ask().kind, ask().kind], ["ADMITTED", "ADMITTED", "BUSY"]);
	assert.equal(meter.exhausted, null);
});

test("the tokens of calls that keep to their estimate never pass the cap, in any order of starts and ends", () => {
	const call = fc.record({ input: fc.nat(400), output: fc.integer({ min: 1, max: 400 }), endFirst: fc.boolean() });
	fc.assert(
		fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
			const meter = new JobMeter({ maxCalls: 100, maxTokens: 3000 });
			const open: (() => void)[] = [];
			let spent = 0;
			for (const { input, output, endFirst } of calls) {
				if (endFirst) open.shift()?.();
				const admission = meter.admit({ inputTokens: input, outputTokens: output });
				if (admission.kind !== "ADMITTED") continue;
				const { reservation } = admission;
				open.push(() => {
					spent += input + reservation.outputTokens;
					reservation.settle(used(input, reservation.outputTokens));
				});
			}
			for (const end of open) end();
			assert.ok(spent <= 3000, `${spent} tokens`);
		}),
	);
});
