import { Readable } from "node:stream";
import { Agent, type Dispatcher, request } from "undici";
import type { LlmCall } from "../sandbox/agent-run.ts";
import { returnedHeaders } from "./headers.ts";
import { ProxyRefusal } from "./proxy-error.ts";
import { UsageMeter } from "./usage-meter.ts";

// Behaviour specification, section 17: connect 10 s, first byte 300 s, a stream at most 10 minutes.
const connectTimeoutMs = 10_000;
const answerTimeoutMs = 300_000;
const overallTimeoutMs = 600_000;

export interface UpstreamRequest {
	url: URL;
	method: "GET" | "POST";
	headers: Record<string, string>;
	body: string | null;
	model: string;
	signal: AbortSignal;
}

export interface Forwarder {
	/**
	 * Sends a request and returns the provider's answer as it streams in. `onCall` is told once, when the answer has
	 * ended or was abandoned. Throws ProxyRefusal 502 when the provider cannot be reached; redirects are not followed.
	 */
	forward(upstream: UpstreamRequest, onCall: (call: LlmCall) => Promise<void>): Promise<Response>;
	close(): Promise<void>;
}

/** A pool of connections to model providers, shared by the jobs of a worker. `onError` hears what 502 hides. */
export function createForwarder(onError: (error: unknown) => void): Forwarder {
	const dispatcher = new Agent({ connect: { timeout: connectTimeoutMs }, connections: 100 });
	return {
		forward: (upstream, onCall) => forward(dispatcher, upstream, onCall, onError),
		close: () => dispatcher.close(),
	};
}

async function forward(
	dispatcher: Dispatcher,
	upstream: UpstreamRequest,
	onCall: (call: LlmCall) => Promise<void>,
	onError: (error: unknown) => void,
): Promise<Response> {
	const startedAt = performance.now();
	const report = (status: number, meter?: UsageMeter) =>
		onCall({
			model: upstream.model,
			status,
			durationMs: Math.round(performance.now() - startedAt),
			...(meter?.usage ?? { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }),
		});
	const answer = await send(dispatcher, upstream).catch(async (error: unknown) => {
		onError(error);
		await report(502);
		throw new ProxyRefusal(502, "upstream_unreachable", "The model's provider could not be reached.");
	});
	const headers = returnedHeaders(answer.headers);
	const isEventStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
	headers.set("cache-control", "no-cache");
	if (isEventStream) headers.set("x-accel-buffering", "no");
	const meter = new UsageMeter(isEventStream);
	const body = passThrough(answer.body, meter, () => report(answer.statusCode, meter), onError);
	return new Response(Readable.toWeb(Readable.from(body, { objectMode: false })), {
		status: answer.statusCode,
		headers,
	});
}

function send(dispatcher: Dispatcher, upstream: UpstreamRequest): Promise<Dispatcher.ResponseData> {
	return request(upstream.url, {
		dispatcher,
		method: upstream.method,
		headers: upstream.headers,
		body: upstream.body,
		headersTimeout: answerTimeoutMs,
		bodyTimeout: answerTimeoutMs,
		signal: AbortSignal.any([upstream.signal, AbortSignal.timeout(overallTimeoutMs)]),
	});
}

async function* passThrough(
	body: Readable,
	meter: UsageMeter,
	finish: () => Promise<void>,
	onError: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of body) {
			meter.push(chunk);
			yield chunk;
		}
	} catch (error) {
		onError(error);
		throw error;
	} finally {
		meter.end();
		await finish();
	}
}
