import { Hono } from "hono";
import type { ApiDependencies } from "../dependencies.ts";
import { checkReadiness } from "./health.ts";

/** Whether the process is asked to end: it finishes what it has and takes nothing new. */
export interface Drain {
	isDraining: boolean;
}

/** `/healthz`: alive; `/readyz`: can serve, else 503 with the state of each dependency. */
export function createHealthRoutes(deps: ApiDependencies, drain: Drain) {
	return new Hono()
		.get("/healthz", (c) => c.json({ status: "UP" }, 200))
		.get("/readyz", async (c) => {
			const readiness = await checkReadiness(deps, drain.isDraining);
			return c.json(readiness, readiness.status === "UP" ? 200 : 503);
		});
}
