import { findMembership } from "@hephaestus/db/workspaces/find-membership.ts";
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { currentSession } from "../identity/session.ts";
import { defineRoute } from "../operations/define-route.ts";
import type { LiveMessage } from "../operations/live-events.ts";
import { ProblemError } from "../operations/problem-error.ts";
import { workspaceParams } from "../operations/schema.ts";
import { type MemberEnv, member } from "../workspaces/access.ts";

const HEARTBEAT_MS = 20_000;
const MOST_STREAMS = 30;
const MOST_UNREAD = 100;

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
		const { deps, workspace, session } = c.var;
		const { accountId } = session;
		if (deps.liveEvents.countOf(accountId) >= MOST_STREAMS)
			throw new ProblemError(429, "too_many_streams", "Too Many Requests", "Close some of your open pages first.");
		return streamSSE(c, async (stream) => {
			const { promise: ended, resolve: end } = Promise.withResolvers<void>();
			let unread = 0;
			const write = async (writing: Promise<unknown>) => {
				// Whoever does not read comes back and is told to refetch.
				if (++unread > MOST_UNREAD) end();
				await writing;
				unread -= 1;
			};
			const send = (message: LiveMessage) => {
				const data = JSON.stringify("id" in message ? { id: message.id } : {});
				void write(stream.writeSSE({ event: message.type, data }));
			};
			const unsubscribe = deps.liveEvents.subscribe({
				workspaceId: workspace.id,
				accountId,
				listener: send,
				onClose: end,
			});
			stream.onAbort(end);
			// A comment keeps proxies from closing a quiet stream, and tells us when the reader is gone.
			const heartbeat = setInterval(async () => {
				if (await mayListen(c, accountId)) await write(stream.write(": still here\n\n"));
				else end();
			}, HEARTBEAT_MS);
			await write(stream.write(": listening\n\n"));
			await ended;
			clearInterval(heartbeat);
			unsubscribe();
		});
	},
);

/** Whether the session still lives and its account is still a member; what the database cannot say ends nothing. */
async function mayListen(c: Context<MemberEnv>, accountId: number): Promise<boolean> {
	try {
		await currentSession(c);
		return (await findMembership(c.var.deps.db, { slug: c.var.workspace.slug, accountId })) !== null;
	} catch (error) {
		return !(error instanceof ProblemError);
	}
}
