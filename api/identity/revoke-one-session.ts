import { revokeSession } from "@hephaestus/db/identity/revoke-session.ts";
import { z } from "@hono/zod-openapi";
import { defineRoute } from "../operations/define-route.ts";
import { signedIn } from "./access.ts";

/** Answers the same whether or not the session exists or is one's own, so that nothing can be probed. */
export const revokeOneSession = defineRoute(
	{
		...signedIn,
		method: "delete",
		path: "/user/sessions/{jti}",
		tags: ["identity"],
		summary: "End one of one's sessions",
		request: { params: z.object({ jti: z.uuid() }) },
		responses: { 204: { description: "It is over" } },
	},
	async (c) => {
		const { session, deps } = c.var;
		const { jti } = c.req.valid("param");
		await revokeSession(deps.db, { jti, accountId: session.accountId, reason: "SELF_REVOKE", now: deps.now() });
		return c.body(null, 204);
	},
);
