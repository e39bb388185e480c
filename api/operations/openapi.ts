import { OpenAPIHono } from "@hono/zod-openapi";
import { createIdentityRoutes } from "../identity/routes.ts";
import { createReviewRoutes } from "../reviews/routes.ts";
import { createScmRoutes } from "../scm/routes.ts";
import { createWorkspaceRoutes } from "../workspaces/routes.ts";
import { problemSchema } from "./schema.ts";

/** The rooms of the API, mounted where they are served. */
export function createApiRoutes() {
	return new OpenAPIHono()
		.route("/api", createIdentityRoutes())
		.route("/api", createWorkspaceRoutes())
		.route("/api", createScmRoutes())
		.route("/api", createReviewRoutes());
}

/** The OpenAPI 3.1 document of the API; every operation may also answer with a problem document. */
export function describeApi() {
	const routes = createApiRoutes();
	routes.openAPIRegistry.register("Problem", problemSchema);
	routes.openAPIRegistry.registerComponent("securitySchemes", "session", {
		type: "apiKey",
		in: "cookie",
		name: "__Host-HEPHAESTUS_AT",
		description: "Session cookie; changes also need the XSRF-TOKEN cookie's value in X-XSRF-TOKEN.",
	});
	const document = routes.getOpenAPI31Document({
		openapi: "3.1.0",
		info: { title: "Hephaestus", version: "1", description: "API of Hephaestus. Times are ISO 8601 in UTC." },
	});
	const problem = {
		description: "A problem document (RFC 9457) that says what to do",
		content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
	};
	for (const item of Object.values(document.paths ?? {}))
		for (const operation of Object.values(item)) if ("responses" in operation) operation.responses.default = problem;
	return document;
}
