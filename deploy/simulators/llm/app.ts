import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { completionBody, toCompletion } from "./completion.ts";
import { errorBody } from "./errors.ts";
import type { ModelFault, ModelFaults } from "./faults.ts";
import type { ModelAnswer } from "./model/answer.ts";
import { readConversation } from "./model/conversation.ts";
import { nextAnswer } from "./model/next-answer.ts";
import { type ChatCompletionRequest, chatCompletionRequest } from "./request-schema.ts";
import { completionEvents } from "./stream.ts";

export interface ModelAppOptions {
	/** Key that callers must present as a bearer; none is asked for when null. */
	apiKey: string | null;
	models: readonly string[];
	faults: ModelFaults;
	/** Told of every well-formed request. */
	onRequest(request: ChatCompletionRequest, headers: Headers): void;
}

/** OpenAI's API as far as agents use it: `/v1/models` and `/v1/chat/completions`. */
export function createModelApp(options: ModelAppOptions): Hono {
	const app = new Hono();
	let serial = 0;

	app.get("/healthz", (c) => c.text("ok"));
	app.use("/v1/*", async (c, next) => {
		if (options.apiKey !== null && c.req.header("authorization") !== `Bearer ${options.apiKey}`) {
			return c.json(errorBody("Incorrect API key provided.", "invalid_request_error", "invalid_api_key"), 401);
		}
		await next();
	});
	app.get("/v1/models", (c) =>
		c.json({
			object: "list",
			data: options.models.map((id) => ({ id, object: "model", created: 1_700_000_000, owned_by: "simulator" })),
		}),
	);
	app.post("/v1/chat/completions", async (c) => {
		const parsed = chatCompletionRequest.safeParse(await c.req.json().catch(() => undefined));
		if (!parsed.success) return c.json(invalidRequest(parsed.error), 400);
		options.onRequest(parsed.data, c.req.raw.headers);
		const faults = options.faults.take();
		for (const fault of faults) {
			if (fault.kind === "latency") await sleep(fault.milliseconds);
			if (fault.kind === "rate-limit") {
				c.header("retry-after", String(fault.retryAfterSeconds));
				return c.json(errorBody("Rate limit reached.", "tokens", "rate_limit_exceeded"), 429);
			}
			if (fault.kind === "server-error") {
				const body = errorBody("The server had an error while processing your request.", "server_error");
				return new Response(JSON.stringify(body), {
					status: fault.status,
					headers: { "content-type": "application/json" },
				});
			}
		}
		serial += 1;
		const completion = toCompletion(parsed.data, answerFor(parsed.data, faults), serial);
		if (parsed.data.stream !== true) return c.json(completionBody(completion));
		const isTruncated = faults.some((fault) => fault.kind === "truncated");
		return streamSSE(c, async (stream) => {
			const events = [...completionEvents(completion, parsed.data.stream_options?.include_usage === true)];
			const sent = isTruncated ? events.slice(0, Math.floor(events.length / 2)) : events;
			for (const data of sent) await stream.writeSSE({ data });
		});
	});
	app.notFound((c) => c.json(errorBody(`Invalid URL (${c.req.method} ${c.req.path})`, "invalid_request_error"), 404));
	return app;
}

function answerFor(request: ChatCompletionRequest, faults: readonly ModelFault[]): ModelAnswer {
	if (faults.some((fault) => fault.kind === "nonsense")) {
		return { kind: "TEXT", text: "Lorem {finding: [presence=GOOD, ipsum practiceSlug dolor" };
	}
	if (faults.some((fault) => fault.kind === "endless-tools") && request.tools !== undefined) {
		return { kind: "TOOLS", text: "", calls: [{ name: "read", arguments: { path: "inputs/practices/index.json" } }] };
	}
	return nextAnswer(readConversation(request));
}

function invalidRequest(error: z.ZodError) {
	const [issue] = error.issues;
	const param = issue?.path.join(".") ?? null;
	return errorBody(`Invalid request: ${z.prettifyError(error)}`, "invalid_request_error", null, param);
}
