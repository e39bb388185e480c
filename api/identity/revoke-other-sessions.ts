import { revokeOtherSessions as revokeOthers } from "@hephaestus/db/identity/revoke-other-sessions.ts";
import { defineRoute } from "../operations/define-route.ts";
import { signedIn } from "./access.ts";

/** Of the caller alone; this session stays. */
export const revokeOtherSessions = defineRoute(
	{
		...signedIn,
		method: "delete",
		path: "/user/sessions",
		tags: ["identity"],
		summary: "End all of one's sessions but this one",
		responses: { 204: { description: "They are over" } },
	},
	async (c) => {
		const { session, deps } = c.var;
		await revokeOthers(deps.db, { keepJti: session.jti, accountId: session.accountId, now: deps.now() });
		return c.body(null, 204);
	},
);
