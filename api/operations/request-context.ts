import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes, routePath } from "hono/route";
import type { ApiDependencies } from "../dependencies.ts";
import { clientAddress } from "./client-address.ts";
import type { ApiEnv } from "./env.ts";
import { traceIdOf } from "./trace-id.ts";

const REQUEST_ID = /^[\w.-]{8,64}$/;

/** Gives every request its ids and its logger, counts it, and writes one line about it. */
export function requestContext(deps: ApiDependencies) {
	return createMiddleware<ApiEnv>(async (c, next) => {
		const started = performance.now();
		const asked = c.req.header("x-request-id");
		const requestId = asked !== undefined && REQUEST_ID.test(asked) ? asked : randomUUID();
		const log = deps.log.child({ requestId, traceId: traceIdOf(c.req.header("traceparent")) });
		c.set("deps", deps);
		c.set("requestId", requestId);
		c.set("log", log);
		c.header("X-Request-Id", requestId);
		await next();
		const milliseconds = performance.now() - started;
		const { method, path } = c.req;
		const { status } = c.res;
		const route = routePatternOf(c);
		deps.metrics.requestSeconds.observe({ method, route, status: String(status) }, milliseconds / 1000);
		// The path without its query: codes and states of a sign-in travel there.
		log.info(
			{ method, path, route, status, milliseconds: Math.round(milliseconds), client: clientAddress(c) },
			"request",
		);
	});
}

// Where a check that guards many routes answered instead of the one that was asked for, that one is named.
function routePatternOf(c: Context): string {
	const answered = routePath(c);
	if (!answered.endsWith("*")) return answered;
	return matchedRoutes(c).findLast(({ path }) => !path.endsWith("*"))?.path ?? answered;
}
