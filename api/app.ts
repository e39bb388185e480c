import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ApiDependencies } from "./dependencies.ts";
import { csrf } from "./identity/csrf.ts";
import { createWellKnownRoutes } from "./identity/get-jwks.ts";
import { evictStaleCookie } from "./identity/session.ts";
import type { ApiEnv } from "./operations/env.ts";
import { createHealthRoutes, type Drain } from "./operations/health-routes.ts";
import { createApiRoutes } from "./operations/openapi.ts";
import { ProblemError } from "./operations/problem-error.ts";
import { answerError, problemResponse } from "./operations/problem-response.ts";
import { createReferenceRoutes } from "./operations/reference.ts";
import { requestContext } from "./operations/request-context.ts";
import { securityHeaders } from "./operations/security-headers.ts";
import { createStaticWeb } from "./operations/static-web.ts";
import type { InboxPoker } from "./webhooks/poke-inbox.ts";
import { createWebhookRoutes } from "./webhooks/receive-webhook.ts";

const MAX_BODY_BYTES = 1_048_576;

/** The whole origin: API, webhooks, keys, health and, when built, the web application. */
export function createApp(deps: ApiDependencies, poker: InboxPoker, drain: Drain = { isDraining: false }) {
	const { configuration } = deps;
	const app = new Hono<ApiEnv>();
	app.onError(answerError);
	app.notFound((c) => problemResponse(c, noRoute(c.req.path)));
	app.route("/", createHealthRoutes(deps, drain));
	app.use(requestContext(deps), securityHeaders(configuration));
	if (configuration.HEPHAESTUS_RUNTIME_WEBHOOK_ENABLED) app.route("/", createWebhookRoutes(poker));
	if (!configuration.HEPHAESTUS_RUNTIME_SERVER_ENABLED) return app;
	app.route("/", createWellKnownRoutes());
	app.use("/api/*", bodyLimit({ maxSize: MAX_BODY_BYTES }), evictStaleCookie, csrf);
	app.route("/api", createReferenceRoutes());
	app.route("/", createApiRoutes());
	app.all("/api/*", (c) => problemResponse(c, noRoute(c.req.path)));
	if (configuration.HEPHAESTUS_WEB_DIST !== undefined)
		app.route("/", createStaticWeb(configuration.HEPHAESTUS_WEB_DIST));
	return app;
}

function noRoute(path: string): ProblemError {
	return new ProblemError(
		404,
		"no_such_route",
		"Resource not found",
		`Nothing answers at ${path}; see /api/reference.`,
	);
}
