import { z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { defineRoute } from "../operations/define-route.ts";
import type { LiveMessage } from "../operations/live-events.ts";
import { workspaceParams } from "../operations/schema.ts";
import { member } from "../workspaces/access.ts";

const HEARTBEAT_MS = 20_000;

/** Tells an open page what to read again: `event` is the kind, `data` is `{"id": …}`. Carries no content. */
export const streamEvents = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/events",
		tags: ["scm"],
		summary: "Follow what changes in a workspace (server-sent events)",
		request: { params: workspaceParams },
		responses: {
			200: {
				description:
					"Events `sync`, `pull-request`, `review` with the changed id, `resync` when some may have been missed",
				content: { "text/event-stream": { schema: z.string() } },
			},
		},
	},
	(c) => {
		const { deps, workspace } = c.var;
		return streamSSE(c, async (stream) => {
			const { promise: ended, resolve: end } = Promise.withResolvers<void>();
			const send = (message: LiveMessage) =>
				void stream.writeSSE({
					event: message.type,
					data: JSON.stringify("id" in message ? { id: message.id } : {}),
				});
			const unsubscribe = deps.liveEvents.subscribe(workspace.id, send, end);
			stream.onAbort(end);
			// A comment keeps proxies from closing a quiet stream, and tells us when the reader is gone.
			const heartbeat = setInterval(() => void stream.write(": still here\n\n"), HEARTBEAT_MS);
			await stream.write(": listening\n\n");
			await ended;
			clearInterval(heartbeat);
			unsubscribe();
		});
	},
);
