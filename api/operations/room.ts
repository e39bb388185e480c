import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { ApiEnv } from "./env.ts";
import { invalid } from "./problem-error.ts";

/** An empty room of the API; input that does not match a route's schema is refused with messages by field. */
export function createRoom(): OpenAPIHono<ApiEnv> {
	return new OpenAPIHono<ApiEnv>({
		defaultHook: (result) => {
			if (!result.success) throw invalid(messagesByField(result.error));
		},
	});
}

/** `{field: [message]}` with bare field names; what concerns the whole body goes under `body`. */
export function messagesByField(error: z.ZodError): Record<string, string[]> {
	const messages: Record<string, string[]> = {};
	for (const issue of error.issues) {
		const field = issue.path.length === 0 ? "body" : issue.path.join(".");
		messages[field] = [...(messages[field] ?? []), issue.message];
	}
	return messages;
}
