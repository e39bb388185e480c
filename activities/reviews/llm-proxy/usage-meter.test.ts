import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UsageMeter } from "./usage-meter.ts";

const stream = [
	'data: {"choices":[{"delta":{"content":"\\"usage\\" ä"}}],"usage":null}',
	'data: {"choices":[],"usage":{"prompt_tokens":20,"completion_tokens":7,"prompt_tokens_details":{"cached_tokens":5}}}',
	"data: [DONE]",
	"",
].join("\n\n");

test("reads the same usage however the bytes are cut", () => {
	const bytes = new TextEncoder().encode(stream);
	fc.assert(
		fc.property(fc.array(fc.nat(bytes.length), { maxLength: 6 }), (cuts) => {
			const meter = new UsageMeter(true);
			const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
			for (const [index, edge] of edges.slice(1).entries()) meter.push(bytes.subarray(edges[index], edge));
			meter.end();
			assert.deepEqual(meter.usage, { inputTokens: 15, outputTokens: 7, cacheReadTokens: 5, cacheWriteTokens: 0 });
		}),
	);
});

test("reads a responses stream's usage from its completed event", () => {
	const meter = new UsageMeter(true);
	const usage = { input_tokens: 9, output_tokens: 2, input_tokens_details: { cached_tokens: 3 } };
	meter.push(Buffer.from(`data: ${JSON.stringify({ type: "response.completed", response: { usage } })}\n\n`));
	meter.end();
	assert.deepEqual(meter.usage, { inputTokens: 6, outputTokens: 2, cacheReadTokens: 3, cacheWriteTokens: 0 });
});

test("knows no usage where none is reported", () => {
	for (const body of ["", "<html>", '{"error":{}}', '{"usage":{}}']) {
		const meter = new UsageMeter(false);
		meter.push(Buffer.from(body));
		meter.end();
		assert.equal(meter.usage, null);
	}
});
