import { Readable } from "node:stream";
import { Agent, type Dispatcher, request } from "undici";
import type { LlmCall } from "../sandbox/agent-run.ts";
import { type CallEnd, usageOf } from "./call-usage.ts";
import { returnedHeaders } from "./headers.ts";
import type { Estimate } from "./job-meter.ts";
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
	/** What is booked when the provider does not come to report. */
	estimate: Estimate;
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
	const report = (status: number, end: CallEnd) =>
		onCall({
			model: upstream.model,
			status,
			durationMs: Math.round(performance.now() - startedAt),
			...usageOf(end, upstream.estimate),
		});
	const answer = await send(dispatcher, upstream).catch(async (error: unknown) => {
		onError(error);
		await report(502, { accepted: !isUnconnected(error), complete: false, reported: null });
		throw new ProxyRefusal(502, "upstream_unreachable", "The model's provider could not be reached.");
	});
	const headers = returnedHeaders(answer.headers);
	const isEventStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
	headers.set("cache-control", "no-cache");
	if (isEventStream) headers.set("x-accel-buffering", "no");
	const meter = new UsageMeter(isEventStream);
	const accepted = answer.statusCode >= 200 && answer.statusCode < 300;
	const finish = once((complete: boolean) => report(answer.statusCode, { accepted, complete, reported: meter.usage }));
	const body = Readable.from(passThrough(answer.body, meter, finish, onError), { objectMode: false });
	// Whoever hangs up before the first byte leaves the generator unstarted.
	body.once("close", () => {
		answer.body.destroy();
		finish(false).catch(onError);
	});
	return new Response(Readable.toWeb(body), {
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
	finish: (complete: boolean) => Promise<void>,
	onError: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
	let complete = false;
	try {
		for await (const chunk of body) {
			meter.push(chunk);
			yield chunk;
		}
		complete = true;
	} catch (error) {
		onError(error);
		throw error;
	} finally {
		meter.end();
		await finish(complete || meter.sawLastEvent);
	}
}

function once<T>(work: (input: T) => Promise<void>): (input: T) => Promise<void> {
	let done: Promise<void> | null = null;
	return (input) => {
		done ??= work(input);
		return done;
	};
}

const unconnected = [
	"ECONNREFUSED",
	"ENOTFOUND",
	"EAI_AGAIN",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"UND_ERR_CONNECT_TIMEOUT",
];

// Only then is it sure that the provider has not worked on the request.
function isUnconnected(error: unknown): boolean {
	return error instanceof Error && "code" in error && unconnected.includes(String(error.code));
}
