import { Hono } from "hono";
import type { ApiDependencies } from "../dependencies.ts";
import { createHealthRoutes, type Drain } from "./health-routes.ts";

/** What operators reach on a port of its own: health and metrics. */
export function createManagementApp(deps: ApiDependencies, drain: Drain) {
	const { registry } = deps.metrics;
	return new Hono()
		.get("/metrics", async (c) => c.body(await registry.metrics(), 200, { "Content-Type": registry.contentType }))
		.route("/", createHealthRoutes(deps, drain));
}
