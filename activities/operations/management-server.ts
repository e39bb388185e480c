import type { Readiness } from "@hephaestus/domain/operations/readiness.ts";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Registry } from "prom-client";

export interface ManagementOptions {
	host: string;
	port: number;
	registry: Registry;
	/** Asked at each `/readyz`. */
	readiness(): Promise<Readiness>;
}

export interface ManagementServer {
	port: number;
	stop(): Promise<void>;
}

/** Serves `/healthz`, `/readyz` and `/metrics` for operators; rejects when the port is taken. */
export async function startManagementServer(options: ManagementOptions): Promise<ManagementServer> {
	const app = new Hono();
	app.get("/healthz", (c) => c.json({ status: "UP" }));
	app.get("/readyz", async (c) => {
		const readiness = await options.readiness();
		return c.json(readiness, readiness.status === "UP" ? 200 : 503);
	});
	app.get("/metrics", async (c) =>
		c.body(await options.registry.metrics(), 200, { "content-type": options.registry.contentType }),
	);
	return await new Promise((resolve, reject) => {
		const server = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, ({ port }) =>
			resolve({ port, stop: () => new Promise((done) => server.close(() => done())) }),
		);
		server.once("error", reject);
	});
}
