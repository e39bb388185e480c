import { z } from "@hono/zod-openapi";

/** RFC 9457 problem document; `code` is stable and machine-readable, `requestId` finds the log line. */
export const problemSchema = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		detail: z.string().optional(),
		instance: z.string().optional(),
		code: z.string(),
		requestId: z.string(),
		errors: z.record(z.string(), z.array(z.string())).optional(),
		retryAfterSeconds: z.int().optional(),
	})
	.openapi("Problem");
export type Problem = z.infer<typeof problemSchema>;

/** One shape for every paged list: `page` counts from 0. */
export function pageOf<Item extends z.ZodType>(item: Item) {
	return z.object({ content: z.array(item), totalElements: z.int(), page: z.int(), size: z.int() });
}

export const pageQuery = z.object({
	page: z.coerce.number().int().min(0).default(0),
	size: z.coerce.number().int().min(1).max(100).default(25),
});

export const workspaceParams = z.object({ workspaceSlug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,50}[a-z0-9]$/) });
export const instant = z.iso.datetime();
