import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";

/**
 * The built web application in `dist`: hashed assets for ever, everything else asked for again, and the start page for
 * every address that is a page of the application.
 */
export function createStaticWeb(dist: string) {
	return new Hono()
		.use("/assets/*", cached("public, max-age=31536000, immutable"), serveStatic({ root: dist, precompressed: true }))
		.get("/assets/*", (c) => c.text("Not found", 404, { "Cache-Control": "no-store" }))
		.use("*", cached("no-cache"), serveStatic({ root: dist, precompressed: true }))
		.get("*", serveStatic({ root: dist, path: "index.html" }));
}

// Before the file is found, since its answer takes the headers that are set by then.
function cached(policy: string) {
	return createMiddleware(async (c, next) => {
		c.header("Cache-Control", policy);
		await next();
	});
}
