import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono, type Context as HonoContext, type MiddlewareHandler } from "hono";
import { disturbPages, type Effect, type Faults, has } from "./faults.ts";
import type { Forge } from "./git/pull-request-branches.ts";
import type { Budget, RateLimiter } from "./limits.ts";
import type { OfficialDocument } from "./official.ts";
import { authenticate } from "./rest/authenticate.ts";
import type { Urls } from "./rest/shapes/urls.ts";
import type { Dispatcher } from "./webhooks/dispatcher.ts";
import type { Caller } from "./world/access.ts";
import { Refusal } from "./world/refusal.ts";

/** What every part of the simulator shares. */
export interface Runtime extends Forge {
	urls: Urls;
	faults: Faults;
	limiter: RateLimiter;
	dispatcher: Dispatcher;
	/** GitHub's own REST document where answers are checked against it. */
	official: OfficialDocument | null;
	/** What was found wrong with our own answers; a test's `stop()` fails with them. */
	complaints: string[];
	/** The one OAuth app; a callback, where known, bounds where people are sent back to. */
	oauth: { clientId: string; clientSecret: string; callback?: string };
}

export interface ApiEnv {
	Bindings: HttpBindings;
	Variables: { caller: Caller; callerName: string; effects: Effect[] };
}
export type ApiContext = HonoContext<ApiEnv>;

const DOCUMENTATION = "https://docs.github.com/enterprise-server@3.19/rest";

/** An app with what all of the API has in common: faults, authentication, limits, headers, errors. */
export function createApi(runtime: Runtime): Hono<ApiEnv> {
	const app = new Hono<ApiEnv>({ strict: false });
	app.use(identify, faulty(runtime), authenticated(runtime));
	app.onError((error, c) => answerError(runtime, error, c));
	app.notFound((c) => c.json(problem("Not Found", 404), 404));
	return app;
}

/** GitHub's error body. */
export function problem(message: string, status: number, errors: unknown[] = []) {
	const list = errors.length > 0 ? { errors } : {};
	return { message, ...list, documentation_url: DOCUMENTATION, status: String(status) };
}

/** The headers that tell of a budget. */
export function budgetHeaders(budget: Budget, resource: string): Record<string, string> {
	return {
		"x-ratelimit-limit": String(budget.limit),
		"x-ratelimit-remaining": String(budget.remaining),
		"x-ratelimit-used": String(budget.used),
		"x-ratelimit-reset": String(budget.reset),
		"x-ratelimit-resource": resource,
	};
}

/** The answer to a caller who passed a secondary limit. */
export function secondaryLimit(c: ApiContext, retryAfter: number, status: 403 | 429): Response {
	const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
	return c.json(problem(message, status), status, { "retry-after": String(retryAfter) });
}

const identify: MiddlewareHandler<ApiEnv> = async (c, next) => {
	await next();
	c.header("x-github-request-id", randomBytes(8).toString("hex").toUpperCase());
	c.header("x-github-media-type", "github.v3; format=json");
	c.header("x-github-enterprise-version", "3.19.0");
};

/** Strikes the faults a test asked for, before and after the real work. */
function faulty(runtime: Runtime): MiddlewareHandler<ApiEnv> {
	return async (c, next) => {
		const path = new URL(c.req.url).pathname.replace(/^\/api\/v3/, "");
		const operations = path.endsWith("/graphql") ? await operationsIn(c) : [];
		const effects = runtime.faults.strike({ method: c.req.method, path, operations });
		c.set("effects", effects);
		for (const effect of effects) if (effect.kind === "latency") await sleep(effect.milliseconds);
		const early = effects.map((effect) => refusalFor(c, effect)).find((response) => response !== undefined);
		if (early) return early;
		await next();
		if (has(effects, "cutBody") || has(effects, "loseAnswer")) c.res = await breakOff(c, has(effects, "cutBody"));
		else if (has(effects, "shortPage") || has(effects, "reversedPage")) {
			const body: unknown = await c.res.clone().json();
			c.res = new Response(JSON.stringify(disturbPages(body, effects)), c.res);
		}
	};
}

async function operationsIn(c: ApiContext): Promise<string[]> {
	const { query, operationName } = (await c.req.json().catch(() => ({}))) as { query?: string; operationName?: string };
	const names = [...(query ?? "").matchAll(/(\w+)\s*[({]/g)].flatMap((match) => match[1] ?? []);
	return operationName ? [operationName, ...names] : names;
}

function refusalFor(c: ApiContext, effect: Effect): Response | undefined {
	if (effect.kind === "status") {
		return new Response("<html><body><h1>Unicorn!</h1></body></html>", { status: effect.status });
	}
	if (effect.kind === "secondaryLimit") return secondaryLimit(c, effect.retryAfter, effect.status);
	if (effect.kind !== "primaryLimit") return undefined;
	const reset = Math.ceil(Date.now() / 1000) + effect.secondsToReset;
	const headers = budgetHeaders({ limit: 5000, used: 5000, remaining: 0, reset }, "core");
	const message = "API rate limit exceeded for user.";
	if (!c.req.path.endsWith("/graphql")) return c.json(problem(message, 403), 403, headers);
	return c.json({ errors: [{ type: "RATE_LIMITED", message }] }, 200, {
		...headers,
		"x-ratelimit-resource": "graphql",
	});
}

/** Ends the connection with the answer unsent, or half of it sent. */
async function breakOff(c: ApiContext, half: boolean): Promise<Response> {
	const { outgoing } = c.env;
	const body = new Uint8Array(await c.res.clone().arrayBuffer());
	if (half) {
		outgoing.writeHead(200, { "content-type": "application/json", "content-length": String(body.length) });
		// The first half has to be on its way before the line goes dead.
		await new Promise((sent) => outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), sent));
	}
	outgoing.destroy();
	return RESPONSE_ALREADY_SENT;
}

function authenticated(runtime: Runtime): MiddlewareHandler<ApiEnv> {
	return async (c, next) => {
		const caller = authenticate(runtime.world, c.req.header("authorization"));
		if (!caller) return c.json(problem("Bad credentials", 401), 401);
		c.set("caller", caller);
		c.set("callerName", nameOf(caller));
		await next();
		const { token } = caller;
		if (token && token.kind !== "installation") {
			c.header("x-oauth-scopes", token.scopes.join(", "));
			c.header("x-accepted-oauth-scopes", "");
		}
	};
}

/** Whose budget a request counts against. */
function nameOf(caller: Caller): string {
	if (caller.installation) return `installation ${caller.installation.id}`;
	if (caller.app) return `app ${caller.app.id}`;
	return caller.user ? `user ${caller.user.id}` : "anonymous";
}

function answerError(runtime: Runtime, error: Error, c: ApiContext): Response {
	if (error instanceof Refusal) {
		if (error.kind === "NOT_FOUND") return c.json(problem("Not Found", 404), 404);
		if (error.kind === "FORBIDDEN") return c.json(problem(error.message, 403), 403);
		return c.json(problem(error.message, 422, error.details), 422);
	}
	runtime.complaints.push(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
	return c.json(problem(error.message, 500), 500);
}

/** An entity tag over a body. */
export function entityTag(body: string): string {
	return `W/"${createHash("sha256").update(body).digest("hex")}"`;
}
