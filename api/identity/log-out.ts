import { revokeSession } from "@hephaestus/db/identity/revoke-session.ts";
import { defineRoute } from "../operations/define-route.ts";
import { signedIn } from "./access.ts";
import { clearSessionCookie } from "./session.ts";

/** 401 without a live session, so a page that was signed out elsewhere learns it here. */
export const logOut = defineRoute(
	{
		...signedIn,
		method: "post",
		path: "/auth/logout",
		tags: ["identity"],
		summary: "Sign out: ends this session",
		responses: { 204: { description: "Signed out" } },
	},
	async (c) => {
		const { session, deps } = c.var;
		await revokeSession(deps.db, { jti: session.jti, accountId: session.accountId, reason: "LOGOUT", now: deps.now() });
		clearSessionCookie(c);
		return c.body(null, 204);
	},
);
