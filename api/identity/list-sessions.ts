import { listSessions as readSessions } from "@hephaestus/db/identity/list-sessions.ts";
import { z } from "@hono/zod-openapi";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { signedIn } from "./access.ts";
import { sessionSchema } from "./schema.ts";

const answer = z.array(sessionSchema);

/** Of the caller alone; `current` marks the one that asks. */
export const listSessions = defineRoute(
	{
		...signedIn,
		method: "get",
		path: "/user/sessions",
		tags: ["identity"],
		summary: "List one's live sessions",
		responses: { 200: json("Newest first", answer) },
	},
	async (c) => {
		const { session, deps } = c.var;
		const sessions = await readSessions(deps.db, { accountId: session.accountId, now: deps.now() });
		return c.json(answer.parse(sessions.map((row) => ({ ...row, current: row.jti === session.jti }))), 200);
	},
);
