import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { after, afterEach, before, test } from "node:test";
import { type ModelSimulator, startModelSimulator } from "@hephaestus/deploy/simulators/llm/start-model-simulator.ts";
import type { AgentModel } from "../sandbox/agent-run.ts";
import { type OpenJob, openJob } from "../sandbox/open-job.ts";
import { testJobDependencies } from "../testing/job-dependencies.ts";
import { providerKey, type RecordedRun, recordRun } from "../testing/recorded-run.ts";
import { makeReviewBundle } from "../testing/review-bundle.ts";

let simulator: ModelSimulator;
let bundle: Awaited<ReturnType<typeof makeReviewBundle>>;
const closing: (() => Promise<unknown>)[] = [];

before(async () => {
	simulator = await startModelSimulator({ apiKey: providerKey });
	bundle = await makeReviewBundle();
});

afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

after(async () => {
	await bundle.remove();
	await simulator.stop();
});

interface OpenTestJob extends RecordedRun {
	job: OpenJob;
	token: string;
	send(path: string, options?: { method?: string; headers?: Record<string, string>; body?: unknown }): Promise<Answer>;
}

interface Answer {
	status: number;
	headers: IncomingMessage["headers"];
	text: string;
}

async function open(
	model: Partial<AgentModel> = {},
	options: { upstream?: string; maxTurns?: number; maxTokens?: number } = {},
): Promise<OpenTestJob> {
	const recorded = recordRun(bundle.folder, { limits: { timeoutSeconds: 60, maxTurns: options.maxTurns ?? 60 } });
	Object.assign(recorded.run.model, model);
	const changes = options.maxTokens === undefined ? {} : { maxTokens: options.maxTokens };
	const dependencies = testJobDependencies(options.upstream ?? simulator.url, changes);
	const job = await openJob(recorded.run, dependencies);
	closing.push(
		() => job.close(),
		() => dependencies.close(),
	);
	const environment = job.environment(job.socketDirectory);
	const token = environment.LLM_PROXY_TOKEN ?? "";
	const socketPath = environment.HEPHAESTUS_SOCKET ?? "";
	return {
		...recorded,
		job,
		token,
		async send(path, { method = "POST", headers = { authorization: `Bearer ${token}` }, body } = {}) {
			const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
			const sent = request({ socketPath, path, method, headers: { host: "localhost", ...headers } });
			sent.end(text);
			const [response]: IncomingMessage[] = await once(sent, "response");
			if (response === undefined) throw new Error("no response");
			let received = "";
			for await (const chunk of response) received += chunk;
			return { status: response.statusCode ?? 0, headers: response.headers, text: received };
		},
	};
}

/** A provider's HTTP edge that answers with fixed text and keeps what it was sent. */
async function startProvider(contentType: string, answer: string) {
	const received: { url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
	const server: Server = createServer(async (incoming, outgoing) => {
		let body = "";
		for await (const chunk of incoming) body += chunk;
		received.push({ url: incoming.url ?? "", headers: incoming.headers, body });
		outgoing.writeHead(200, { "content-type": contentType, "set-cookie": "a=b" }).end(answer);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	closing.push(async () => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	const port = typeof address === "object" ? address?.port : 0;
	return { url: `http://127.0.0.1:${port}`, received };
}

const chat = { model: "scripted-reviewer", messages: [{ role: "user", content: "Hello" }] };
const route = "/internal/llm/openai/v1/chat/completions";

test("takes the job's token from each header that a provider's client uses", async () => {
	const { send, token } = await open();
	for (const [name, value] of [
		["authorization", `Bearer ${token}`],
		["x-api-key", token],
		["api-key", token],
	] as const) {
		const answer = await send(route, { headers: { [name]: value }, body: chat });
		assert.equal(answer.status, 200, answer.text);
	}
});

test("refuses a missing or wrong token", async () => {
	const { send } = await open();
	const missing = await send(route, { headers: {}, body: chat });
	assert.equal(missing.status, 401);
	assert.match(missing.text, /Missing job token/);
	for (const wrong of ["short", "A".repeat(43), `${"A".repeat(43)}=`]) {
		assert.equal((await send(route, { headers: { authorization: `Bearer ${wrong}` }, body: chat })).status, 401);
	}
	assert.equal((await send("/internal/job/findings", { headers: {}, body: {} })).status, 401);
});

test("binds the token to the provider, the model and inference", async () => {
	const { send, calls } = await open();
	assert.equal((await send("/internal/llm/anthropic/v1/messages", { body: chat })).status, 403);
	assert.equal((await send("/internal/llm/openai/v1/files", { method: "GET" })).status, 403);
	assert.equal((await send("/internal/llm/openai/v1/models", { method: "GET" })).status, 200);
	const other = await send(route, { body: { ...chat, model: "a-dearer-one" } });
	assert.equal(other.status, 400);
	assert.match(other.text, /scripted-reviewer only/);
	assert.equal(calls.length, 1);
});

test("refuses what would let the provider reach the network for the container", async () => {
	const { send, calls } = await open();
	const image = { type: "image_url", image_url: { url: "https://example.org/?stolen=1" } };
	for (const body of [
		{ ...chat, tools: [{ type: "web_search_preview" }] },
		{ ...chat, web_search_options: {} },
		{ ...chat, messages: [{ role: "user", content: [image] }] },
	]) {
		assert.equal((await send(route, { body })).status, 400);
	}
	assert.equal((await send(route, { body: "{not json" })).status, 400);
	assert.deepEqual(calls, []);
});

test("lets no path leave the provider's address", async () => {
	const { send, calls } = await open();
	for (const path of [
		"/internal/llm/openai/../../internal/job/progress",
		"/internal/llm/openai/v1/%2e%2e/%2e%2e/admin",
		"/internal/llm/openai/v1/..%2fadmin",
		"/internal/llm/openai//evil.example/v1/chat/completions",
		"/internal/llm/openai/v1/chat/completions%00",
		"/internal/llm/openai/v1\\..\\admin",
	]) {
		const { status } = await send(path, { body: chat });
		assert.ok(status >= 400 && status < 500, `${path} answered ${status}`);
	}
	assert.deepEqual(calls, []);
});

test("replaces the token with the provider's key and drops what belongs to the hop", async () => {
	const provider = await startProvider("application/json", '{"usage":{"prompt_tokens":5,"completion_tokens":2}}');
	const { send, token } = await open({ baseUrl: `${provider.url}/v1` });
	const headers = { authorization: `Bearer ${token}`, "x-api-key": token, cookie: "a=b", "x-forwarded-for": "1.2.3.4" };
	const answer = await send(route, { headers, body: chat });
	const [seen] = provider.received;
	assert.equal(answer.status, 200);
	assert.equal(answer.headers["set-cookie"], undefined);
	assert.equal(seen?.url, "/v1/chat/completions");
	assert.equal(seen?.headers.authorization, `Bearer ${providerKey}`);
	assert.equal(seen?.headers["accept-encoding"], "identity");
	for (const name of ["x-api-key", "cookie", "x-forwarded-for"]) assert.equal(seen?.headers[name], undefined);
	assert.doesNotMatch(JSON.stringify(seen), new RegExp(token));
});

test("meters a streamed chat completion even when usage was not asked for", async () => {
	const { send, calls } = await open();
	const answer = await send(route, { body: { ...chat, stream: true } });
	assert.match(answer.headers["content-type"] ?? "", /^text\/event-stream/);
	assert.equal(answer.headers["x-accel-buffering"], "no");
	assert.match(answer.text, /data: \[DONE\]/);
	assert.equal(calls.length, 1);
	assert.ok((calls[0]?.inputTokens ?? 0) > 0 && (calls[0]?.outputTokens ?? 0) > 0);
});

test("meters Anthropic's stream, cache included, and sends its key as Anthropic expects", async () => {
	const events = [
		{ type: "message_start", message: { usage: { input_tokens: 12, cache_read_input_tokens: 100, output_tokens: 1 } } },
		{ type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 34 } },
		{ type: "message_stop" },
	].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
	const provider = await startProvider("text/event-stream", events.join(""));
	const { send, calls } = await open({ provider: "ANTHROPIC", name: "claude", baseUrl: provider.url });
	await send("/internal/llm/anthropic/v1/messages", { body: { model: "claude", stream: true, messages: [] } });
	assert.equal(provider.received[0]?.headers["x-api-key"], providerKey);
	const [call] = calls;
	assert.deepEqual(
		[call?.inputTokens, call?.outputTokens, call?.cacheReadTokens, call?.cacheWriteTokens],
		[12, 34, 100, 0],
	);
});

test("changes what Azure does not accept", async () => {
	const provider = await startProvider("application/json", "{}");
	const { send } = await open({ provider: "AZURE_OPENAI", name: "gpt", baseUrl: `${provider.url}/openai` });
	const body = { model: "gpt", messages: [], max_tokens: 5, reasoningSummary: "auto" };
	await send("/internal/llm/azure_openai/openai/deployments/gpt/chat/completions?api-version=1", { body });
	const [seen] = provider.received;
	assert.equal(seen?.url, "/openai/deployments/gpt/chat/completions?api-version=1");
	assert.equal(seen?.headers["api-key"], providerKey);
	assert.deepEqual(JSON.parse(seen?.body ?? ""), { model: "gpt", messages: [], max_completion_tokens: 5 });
});

test("passes the provider's refusals on and hides why it could not be reached", async () => {
	simulator.faults.queued.push({ kind: "rate-limit", retryAfterSeconds: 7 });
	const { send, calls } = await open();
	const limited = await send(route, { body: chat });
	assert.equal(limited.status, 429);
	assert.equal(limited.headers["retry-after"], "7");
	const unreachable = await open({ baseUrl: "http://127.0.0.1:1" });
	const failed = await unreachable.send(route, { body: chat });
	assert.equal(failed.status, 502);
	assert.doesNotMatch(failed.text, /127\.0\.0\.1|ECONNREFUSED/);
	assert.deepEqual([calls[0]?.status, unreachable.calls[0]?.status], [429, 502]);
});

test("ends a job's calls at its caps, and says so in a way that is not retried", async () => {
	const byCalls = await open({}, { maxTurns: 1 });
	for (let call = 0; call < 3; call += 1) assert.equal((await byCalls.send(route, { body: chat })).status, 200);
	const refused = await byCalls.send(route, { body: chat });
	assert.equal(refused.status, 429);
	assert.equal(refused.headers["x-should-retry"], "false");
	assert.match(refused.text, /all of its 3 model calls/);
	assert.match(byCalls.job.exhausted() ?? "", /3 model calls/);

	const byTokens = await open({}, { maxTokens: 60 });
	assert.equal((await byTokens.send(route, { body: chat })).status, 200);
	let last = await byTokens.send(route, { body: chat });
	for (let call = 0; call < 10 && last.status === 200; call += 1) last = await byTokens.send(route, { body: chat });
	assert.match(last.text, /all of its 60 tokens/);
});

test("refuses a body over 4 MiB", async () => {
	const { send } = await open();
	const body = { ...chat, messages: [{ role: "user", content: "x".repeat(4 * 1024 * 1024) }] };
	assert.equal((await send(route, { body })).status, 413);
});

test("accepts findings once, normalised, and explains what it refuses", async () => {
	const { send, findings } = await open();
	const finding = {
		practiceSlug: "Describe_What_And_Why",
		title: "No reason is given",
		presence: "absent",
		assessment: "bad",
		severity: "minor",
		confidence: 85,
		evidence: { locations: [], snippets: [] },
		reasoning: "The description is empty.",
		guidance: "Say why.",
	};
	const report = (body: unknown) => send("/internal/job/findings", { body });
	assert.equal((await report({ finding })).status, 201);
	assert.match((await report({ finding })).text, /already reported/);
	assert.equal(findings.length, 1);
	assert.deepEqual(
		[findings[0]?.practiceSlug, findings[0]?.presence, findings[0]?.confidence],
		["describe-what-and-why", "ABSENT", 0.85],
	);
	const unknown = await report({ finding: { ...finding, practiceSlug: "be-nice" } });
	assert.equal(unknown.status, 422);
	assert.match(unknown.text, /ships-tests-with-the-change/);
	assert.match((await report({ finding: { ...finding, title: "" } })).text, /title/);
	assert.match((await report({ finding: { ...finding, assessment: undefined } })).text, /assessment/);
	assert.equal((await report("nonsense")).status, 400);
});

test("hears about progress and the end", async () => {
	const { send, progress, job } = await open();
	assert.equal((await send("/internal/job/progress", { body: { text: "Reading" } })).status, 204);
	assert.deepEqual(progress, ["Reading"]);
	assert.equal((await send("/internal/job/finished", { body: { outcome: "DONE" } })).status, 422);
	const finished = { outcome: "COMPLETED", reason: null, turns: 3 };
	assert.equal((await send("/internal/job/finished", { body: finished })).status, 204);
	assert.deepEqual(job.finished(), finished);
});

test("refuses what goes on beside or after the answer, and limits how long an answer may be", async () => {
	const { send, calls } = await open();
	for (const more of [{ n: 2 }, { background: true }, { store: true }, { best_of: 3 }])
		assert.equal((await send(route, { body: { ...chat, ...more } })).status, 400);
	assert.equal(calls.length, 0);
	const provider = await startProvider(
		"application/json",
		JSON.stringify({ usage: { prompt_tokens: 3, completion_tokens: 4 } }),
	);
	const limited = await open({}, { upstream: provider.url });
	await limited.send(route, { body: { ...chat, max_completion_tokens: 10_000_000 } });
	await limited.send(route, { body: chat });
	for (const { body } of provider.received) assert.ok(Number(JSON.parse(body).max_completion_tokens) <= 16_384, body);
});

test("books an estimate for an answer that reports no usage", async () => {
	const provider = await startProvider("application/json", "{}");
	const { send, calls } = await open({}, { upstream: provider.url });
	await send(route, { body: { ...chat, max_completion_tokens: 50 } });
	assert.equal(calls.length, 1);
	assert.equal(calls[0]?.outputTokens, 50);
	assert.ok((calls[0]?.inputTokens ?? 0) > 0);
});

for (const answersBefore of [true, false]) {
	const moment = answersBefore ? "in the middle of the answer" : "before the answer begins";
	test(`whoever hangs up ${moment} pays for all of it`, async () => {
		const provider = await startSilentProvider(answersBefore);
		const { calls, token, job } = await open({ baseUrl: provider.url });
		const socketPath = job.environment(job.socketDirectory).HEPHAESTUS_SOCKET ?? "";
		const headers = { host: "localhost", authorization: `Bearer ${token}` };
		const sent = request({ socketPath, path: route, method: "POST", headers });
		sent.on("error", () => undefined);
		sent.end(JSON.stringify({ ...chat, stream: true, max_completion_tokens: 700 }));
		await (answersBefore ? once(sent, "response") : provider.asked);
		sent.destroy();
		while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		assert.equal(calls[0]?.outputTokens, 700);
		assert.ok((calls[0]?.inputTokens ?? 0) > 0);
	});
}

/** A provider's HTTP edge that never comes to the end of an answer, or to its beginning. */
async function startSilentProvider(begins: boolean) {
	const { promise: asked, resolve } = Promise.withResolvers<void>();
	const server = createServer((_, outgoing) => {
		if (begins) outgoing.writeHead(200, { "content-type": "text/event-stream" }).write('data: {"choices":[]}\n\n');
		resolve();
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	closing.push(async () => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	assert.ok(typeof address === "object" && address !== null);
	return { url: `http://127.0.0.1:${address.port}`, asked };
}
