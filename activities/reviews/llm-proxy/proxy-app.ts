import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { LlmCall } from "../sandbox/agent-run.ts";
import type { Forwarder } from "./forward.ts";
import { forwardedHeaders } from "./headers.ts";
import type { ProxiedJob } from "./job.ts";
import type { Estimate, JobMeter } from "./job-meter.ts";
import { type LimitedRequest, wantedOutput, withOutputLimit } from "./output-limit.ts";
import { ProxyRefusal } from "./proxy-error.ts";
import { BodyRefused, type ModelRequest, prepareBody } from "./request-body.ts";
import { authorize, isAllowed, routeOf, type Upstreams, upstreamUrl } from "./routes.ts";
import { readToken, sameToken } from "./token.ts";

const maxBodyBytes = 4 * 1024 * 1024;

export interface ProxyDependencies {
	upstreams: Upstreams;
	forwarder: Forwarder;
}

/**
 * The LLM proxy of one job: `/internal/llm/{anthropic|openai|azure_openai}/**`. A request needs the job's token, must
 * go to the job's own provider and model, and is metered; the provider's key is added here and never leaves the
 * worker (behaviour specification, section 17).
 */
export function createProxyApp(job: ProxiedJob, meter: JobMeter, dependencies: ProxyDependencies): Hono {
	const route = routeOf(job.model.provider);
	const settings = dependencies.upstreams[job.model.provider];
	const app = new Hono();

	app.use(
		"/internal/llm/*",
		bodyLimit({
			maxSize: maxBodyBytes,
			onError: async (c) => {
				// A client that is still writing would see a broken pipe instead of the answer.
				if (!c.req.raw.bodyUsed && c.req.raw.body?.locked === false) for await (const _ of c.req.raw.body);
				throw new ProxyRefusal(413, "request_too_large", "A model request may have at most 4 MiB.");
			},
		}),
	);

	app.all("/internal/llm/:provider/*", async (c) => {
		requireToken(c.req.raw.headers, job.token);
		const target = rawTarget(c.req.url);
		if (target === null || !target.path.startsWith(`${route}/`)) {
			throw new ProxyRefusal(403, "wrong_provider", `This job's token opens ${route} only.`);
		}
		const path = target.path.slice(route.length);
		const base = job.model.baseUrl ?? settings.url;
		if (base === null) {
			throw new ProxyRefusal(502, "no_upstream", "No address is configured for this provider (LLM_PROXY_*_URL).");
		}
		if (job.model.apiKey === "") {
			throw new ProxyRefusal(502, "no_api_key", "No API key configured for this job.");
		}
		const url = upstreamUrl(base, path, target.query);
		if (url === null) throw new ProxyRefusal(400, "bad_path", "The path may not leave the provider's address.");
		const method = c.req.method;
		if ((method !== "GET" && method !== "POST") || !isAllowed(job.model, method, path)) {
			throw new ProxyRefusal(403, "not_served", `${method} ${path} is not among the model calls a job may make.`);
		}
		const asked = method === "POST" ? checkedBody(await c.req.text(), path, job) : null;
		const admission = meter.admit(asked === null ? free : estimateOf(asked, path));
		if (admission.kind === "BUSY") throw new ProxyRefusal(429, "too_many_calls", admission.reason);
		if (admission.kind === "EXHAUSTED") throw new ProxyRefusal(429, "job_limit_reached", admission.reason);
		const { reservation } = admission;
		const body = asked === null ? null : JSON.stringify(limited(asked, path, reservation.outputTokens));
		const headers = { ...forwardedHeaders(c.req.raw.headers), ...authorize(job.model, settings) };
		const { name: model } = job.model;
		const { signal } = c.req.raw;
		const upstream = { url, method, headers, body, model, estimate: reservation, signal } as const;
		return dependencies.forwarder.forward(upstream, async (call: LlmCall) => {
			reservation.settle(call);
			await job.onCall(call);
		});
	});
	return app;
}

/** Throws 401 unless the request carries the job's token. */
export function requireToken(headers: Headers, expected: string): void {
	const presented = readToken(headers);
	if (presented === null) throw new ProxyRefusal(401, "missing_token", "Missing job token");
	if (!/^[\w-]{43}$/.test(presented) || !sameToken(presented, expected)) {
		throw new ProxyRefusal(401, "invalid_token", "Invalid job token");
	}
}

// Decoding a path is what makes traversal possible, so an encoded one is refused as it stands.
function rawTarget(address: string): { path: string; query: string } | null {
	const match = /^https?:\/\/[^/]*(\/[^?#]*)(?:\?([^#]*))?/.exec(address);
	return match ? { path: match[1] ?? "", query: match[2] ?? "" } : null;
}

const free: Estimate = { inputTokens: 0, outputTokens: 0 };
/** Text has about four bytes a token, code about three. */
const bytesPerToken = 3;

function estimateOf(request: ModelRequest, path: string): Estimate {
	if (!isInference(path)) return free;
	const inputTokens = Math.ceil(Buffer.byteLength(JSON.stringify(request)) / bytesPerToken);
	return { inputTokens, outputTokens: wantedOutput(request, path) };
}

function limited(request: ModelRequest, path: string, tokens: number): LimitedRequest {
	return isInference(path) ? withOutputLimit(request, path, tokens) : request;
}

// Counting a request's tokens costs none.
function isInference(path: string): boolean {
	return !path.endsWith("/count_tokens");
}

function checkedBody(raw: string, path: string, job: ProxiedJob): ModelRequest {
	try {
		return prepareBody(raw, path, job.model.provider, job.model.name);
	} catch (error) {
		if (error instanceof BodyRefused) throw new ProxyRefusal(400, "invalid_request_error", error.message);
		throw error;
	}
}
