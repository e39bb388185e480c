import type { z } from "@hono/zod-openapi";

/** The documented JSON answer of a route. Problem answers are added to every operation by `openapi.ts`. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
	return { description, content: { "application/json": { schema } } };
}

/** The documented JSON body of a request; required, since an optional one skips validation. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
	return { required: true as const, content: { "application/json": { schema } } };
}
