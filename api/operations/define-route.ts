import { createRoute, type RouteConfig, type RouteHandler } from "@hono/zod-openapi";

/**
 * One route: its OpenAPI definition and its handler, whose context is typed by the access rule's middleware. Rooms
 * register lists of them, which keeps `hc` types flat.
 */
export function defineRoute<Path extends string, Definition extends Omit<RouteConfig, "path"> & { path: Path }>(
	definition: Definition,
	handler: RouteHandler<Definition>,
) {
	return { route: createRoute(definition), handler };
}
