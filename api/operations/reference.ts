import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";

const DOCUMENT = fileURLToPath(new URL("../openapi.json", import.meta.url));
const SWAGGER = dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
const ASSETS: Record<string, string> = {
	"swagger-ui.css": "text/css; charset=utf-8",
	"swagger-ui-bundle.js": "text/javascript; charset=utf-8",
};

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Hephaestus API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/reference/swagger-ui.css">
<main id="reference"></main>
<script src="/api/reference/swagger-ui-bundle.js"></script>
<script src="/api/reference/start.js"></script>
</html>
`;
const start = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null });\n`;

/** The committed OpenAPI document and a page to read it, from files; nothing is generated and nothing comes from afar. */
export function createReferenceRoutes() {
	return new Hono()
		.get("/openapi.json", async (c) =>
			c.body(await readFile(DOCUMENT, "utf8"), 200, { "Content-Type": "application/json" }),
		)
		.get("/reference", (c) => c.html(page, 200))
		.get("/reference/start.js", (c) => c.body(start, 200, { "Content-Type": "text/javascript; charset=utf-8" }))
		.get("/reference/:asset{swagger-ui.css|swagger-ui-bundle.js}", async (c) => {
			const asset = c.req.param("asset");
			return c.body(await readFile(join(SWAGGER, asset)), 200, {
				"Content-Type": ASSETS[asset] ?? "application/octet-stream",
				"Cache-Control": "public, max-age=86400",
			});
		});
}
