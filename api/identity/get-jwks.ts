import { Hono } from "hono";
import type { ApiEnv } from "../operations/env.ts";

/** The public keys of session tokens (RFC 7517), at the origin's root as the issuer's `/.well-known`. */
export function createWellKnownRoutes() {
	return new Hono<ApiEnv>().get("/.well-known/jwks.json", async (c) =>
		c.json(await c.var.deps.keys.jwks(), 200, { "Cache-Control": "public, max-age=60" }),
	);
}
