import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { test } from "node:test";
import { openJob } from "../sandbox/open-job.ts";
import { runAgentProcess } from "../testing/agent-process.ts";
import { testJobDependencies } from "../testing/job-dependencies.ts";
import { providerKey, recordRun } from "../testing/recorded-run.ts";
import { makeReviewBundle } from "../testing/review-bundle.ts";

interface ProviderEvent {
	type: string;
	[field: string]: unknown;
}

// The other two dialects, at the providers' HTTP edge: what arrives there, and that their streams are understood.
async function reviewWith(provider: "ANTHROPIC" | "AZURE_OPENAI", events: ProviderEvent[]) {
	const requests: { url: string; headers: IncomingMessage["headers"]; body: unknown }[] = [];
	const server = createServer(async (incoming, outgoing) => {
		let body = "";
		for await (const chunk of incoming) body += chunk;
		requests.push({ url: incoming.url ?? "", headers: incoming.headers, body: JSON.parse(body) });
		outgoing.writeHead(200, { "content-type": "text/event-stream" });
		outgoing.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	const port = typeof address === "object" ? address?.port : 0;
	const bundle = await makeReviewBundle();
	const model = { provider, name: "some-model", baseUrl: null, apiKey: providerKey };
	const { run, calls } = recordRun(bundle.folder, { model });
	const dependencies = testJobDependencies(`http://127.0.0.1:${port}`);
	const job = await openJob(run, dependencies);
	try {
		const { output } = await runAgentProcess(job, bundle.folder);
		return { requests, calls, finished: job.finished(), output };
	} finally {
		await job.close();
		await dependencies.close();
		server.close();
		await bundle.remove();
	}
}

test("speaks Anthropic's messages", async () => {
	const { requests, calls, finished, output } = await reviewWith("ANTHROPIC", [
		{
			type: "message_start",
			message: {
				id: "m",
				type: "message",
				role: "assistant",
				model: "some-model",
				content: [],
				stop_reason: null,
				stop_sequence: null,
				usage: { input_tokens: 3, output_tokens: 1 },
			},
		},
		{ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
		{ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hello" } },
		{ type: "content_block_stop", index: 0 },
		{ type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 4 } },
		{ type: "message_stop" },
	]);
	assert.equal(requests[0]?.url.split("?")[0], "/v1/messages", output);
	assert.equal(requests[0]?.headers["x-api-key"], providerKey);
	assert.match(finished?.reason ?? "", /no finding at all/, output);
	assert.deepEqual([calls[0]?.status, calls[0]?.inputTokens, calls[0]?.outputTokens], [200, 3, 4]);
});

test("speaks Azure's responses", async () => {
	const response = {
		id: "r",
		status: "completed",
		output: [],
		usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7, input_tokens_details: { cached_tokens: 1 } },
	};
	const item = {
		id: "i",
		type: "message",
		role: "assistant",
		status: "completed",
		content: [{ type: "output_text", text: "Hello", annotations: [] }],
	};
	const { requests, calls, finished, output } = await reviewWith("AZURE_OPENAI", [
		{ type: "response.created", response: { ...response, status: "in_progress" } },
		{ type: "response.output_item.added", output_index: 0, item: { ...item, content: [] } },
		{ type: "response.output_item.done", output_index: 0, item },
		{ type: "response.completed", response },
	]);
	assert.match(requests[0]?.url ?? "", /^\/openai\/responses\?api-version=2025-04-01-preview$/, output);
	assert.equal(requests[0]?.headers["api-key"], providerKey);
	assert.match(finished?.reason ?? "", /no finding at all/, output);
	assert.deepEqual([calls[0]?.inputTokens, calls[0]?.cacheReadTokens], [2, 1]);
});
