import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

/**
 * The built web application in `dist`: hashed assets for ever, everything else asked for again, and the start page for
 * every address that is a page of the application.
 */
export function createStaticWeb(dist: string) {
	return new Hono()
		.use(
			"/assets/*",
			serveStatic({
				root: dist,
				onFound: (_, c) => c.header("Cache-Control", "public, max-age=31536000, immutable"),
			}),
		)
		.get("/assets/*", (c) => c.text("Not found", 404))
		.use("*", serveStatic({ root: dist, onFound: (_, c) => c.header("Cache-Control", "no-cache") }))
		.get(
			"*",
			serveStatic({ root: dist, path: "index.html", onFound: (_, c) => c.header("Cache-Control", "no-cache") }),
		);
}
