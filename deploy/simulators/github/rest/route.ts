import type { Hono } from "hono";
import {
	type ApiContext,
	type ApiEnv,
	budgetHeaders,
	entityTag,
	problem,
	type Runtime,
	secondaryLimit,
} from "../api-server.ts";
import { Refusal } from "../world/refusal.ts";

type Method = "get" | "post" | "patch" | "put" | "delete";

/** What a route answers: a status and a body (none for 204), and headers beyond the usual ones. */
export interface Answer {
	status: 200 | 201 | 202 | 204 | 404 | 422;
	body?: unknown;
	headers?: Record<string, string>;
}

/** Registers routes by GitHub's own path templates. */
export type Route = (method: Method, template: string, handle: (c: ApiContext) => Answer | Promise<Answer>) => void;

/** A registrar that adds limits, conditional requests and the check against GitHub's document to every route. */
export function registrar(app: Hono<ApiEnv>, runtime: Runtime): Route {
	return (method, template, handle) => {
		const path = template.replaceAll(/\{(\w+)\}/g, ":$1");
		app.on(method.toUpperCase(), path, async (c) => {
			const name = c.get("callerName");
			const budget = runtime.limiter.budget("rest", name);
			if (budget.remaining === 0 && template !== "/rate_limit") {
				return c.json(problem(`API rate limit exceeded for ${name}.`, 403), 403, budgetHeaders(budget, "core"));
			}
			const writes = method !== "get";
			const wait = runtime.limiter.secondary("rest", name, writes ? 5 : 1, writes && !template.startsWith("/app"));
			if (wait) return secondaryLimit(c, wait, 403);
			if (writes) await checkRequest(runtime, method, template, c);
			const answer = await handle(c);
			checkAnswer(runtime, method, template, answer);
			return respond(runtime, c, answer, template);
		});
	};
}

function respond(runtime: Runtime, c: ApiContext, answer: Answer, template: string): Response {
	const name = c.get("callerName");
	const text = answer.body === undefined ? null : JSON.stringify(answer.body);
	const tag = text !== null && c.req.method === "GET" ? entityTag(text) : null;
	const same = tag !== null && tag === c.req.header("if-none-match");
	if (!same && template !== "/rate_limit") runtime.limiter.spend("rest", name, 1);
	const headers: Record<string, string> = {
		...budgetHeaders(runtime.limiter.budget("rest", name), "core"),
		...(tag ? { etag: tag, "cache-control": "private, max-age=60, s-maxage=60" } : {}),
		...answer.headers,
	};
	if (same) return c.body(null, 304, headers);
	if (text === null) return c.body(null, 204, headers);
	return c.newResponse(text, {
		status: answer.status,
		headers: { ...headers, "content-type": "application/json; charset=utf-8" },
	});
}

async function checkRequest(runtime: Runtime, method: Method, template: string, c: ApiContext): Promise<void> {
	if (!runtime.official) return;
	const body: unknown = await c.req.json().catch(() => ({}));
	const wrong = runtime.official.request(method, template, body);
	if (wrong) throw new Refusal("UNPROCESSABLE", `Invalid request.\n\n${wrong}`);
}

function checkAnswer(runtime: Runtime, method: Method, template: string, answer: Answer): void {
	const wrong = runtime.official?.response(method, template, answer.status, answer.body);
	if (wrong && answer.body !== undefined)
		throw new Error(`The simulated GitHub answered outside its document: ${wrong}`);
}
