import type { Hono } from "hono";
import { type ApiEnv, createApi, type Runtime } from "../api-server.ts";
import { createGraphQLHandler } from "../graphql/handler.ts";
import { registrar } from "./route.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { appRoutes } from "./routes/apps.ts";
import { issueRoutes } from "./routes/issues.ts";
import { metaRoutes } from "./routes/meta.ts";
import { organizationRoutes } from "./routes/organizations.ts";
import { pullRequestRoutes } from "./routes/pull-requests.ts";
import { repositoryRoutes } from "./routes/repositories.ts";

/** The REST API, mounted at `/api/v3`. */
export function createRestApp(runtime: Runtime): Hono<ApiEnv> {
	const app = createApi(runtime);
	const route = registrar(app, runtime);
	metaRoutes(route, runtime);
	accountRoutes(route, runtime);
	organizationRoutes(route, runtime);
	appRoutes(route, runtime);
	repositoryRoutes(route, runtime);
	pullRequestRoutes(route, runtime);
	issueRoutes(route, runtime);
	return app;
}

/** The GraphQL endpoint, mounted at `/api/graphql` and `/graphql`. */
export function createGraphQLApp(runtime: Runtime): Hono<ApiEnv> {
	const app = createApi(runtime);
	app.post("/graphql", createGraphQLHandler(runtime));
	return app;
}
