import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type ModelSimulator, startModelSimulator } from "./start-model-simulator.ts";

let simulator: ModelSimulator;

before(async () => {
	simulator = await startModelSimulator({ apiKey: "key" });
});

after(() => simulator.stop());

const hello = { model: "m", messages: [{ role: "user", content: "Hello" }] };

async function post(body: unknown, key = "key") {
	const response = await fetch(`${simulator.url}/v1/chat/completions`, {
		method: "POST",
		headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
		body: JSON.stringify(body),
	});
	return { status: response.status, headers: response.headers, text: await response.text() };
}

test("asks for its key", async () => {
	const { status, text } = await post(hello, "other");
	assert.equal(status, 401);
	assert.equal(JSON.parse(text).error.code, "invalid_api_key");
});

test("refuses requests that OpenAI's documentation does not know", async () => {
	const call = { id: "a", type: "function", function: { name: "f", arguments: "{}" } };
	for (const wrong of [
		{ ...hello, surprise: 1 },
		{ ...hello, messages: [] },
		{ ...hello, stream_options: { include_usage: true } },
		{ ...hello, tools: [] },
		{ ...hello, messages: [{ role: "tool", content: "x", tool_call_id: "unknown" }] },
		{
			...hello,
			messages: [
				{ role: "assistant", tool_calls: [call] },
				{ role: "user", content: "?" },
			],
		},
	]) {
		const { status, text } = await post(wrong);
		assert.equal(status, 400, JSON.stringify(wrong));
		assert.equal(JSON.parse(text).error.type, "invalid_request_error");
	}
});

test("answers whole or as a stream, with usage as a chunk of its own only when asked for", async () => {
	const whole = JSON.parse((await post(hello)).text);
	assert.equal(whole.object, "chat.completion");
	assert.equal(whole.choices[0].finish_reason, "stop");
	assert.ok(whole.usage.prompt_tokens > 0);
	const plain = (await post({ ...hello, stream: true })).text;
	assert.doesNotMatch(plain, /"usage"/);
	assert.ok(plain.trimEnd().endsWith("data: [DONE]"));
	const counted = (await post({ ...hello, stream: true, stream_options: { include_usage: true } })).text;
	assert.match(counted, /"choices":\[\],"usage":\{"prompt_tokens":\d+/);
});

test("meets its faults in the order they were queued", async () => {
	simulator.faults.queued.push({ kind: "rate-limit", retryAfterSeconds: 3 }, { kind: "server-error", status: 503 });
	const limited = await post(hello);
	assert.deepEqual([limited.status, limited.headers.get("retry-after")], [429, "3"]);
	assert.equal((await post(hello)).status, 503);
	assert.equal((await post(hello)).status, 200);
	simulator.faults.queued.push({ kind: "truncated" });
	assert.doesNotMatch((await post({ ...hello, stream: true })).text, /\[DONE\]/);
});
