import { findAccountForSession } from "@hephaestus/db/identity/find-account-for-session.ts";
import { defineRoute } from "../operations/define-route.ts";
import { limitRate } from "../operations/limit-rate.ts";
import { signedIn } from "./access.ts";
import { issueSession } from "./issue-session.ts";

/**
 * Replaces the presented token. Of two tabs that refresh at once one wins; the other is answered the same and keeps
 * the cookie that the winner's answer set, so nobody is signed out.
 */
export const refreshSession = defineRoute(
	{
		...signedIn,
		method: "post",
		path: "/auth/refresh",
		tags: ["identity"],
		summary: "Renew the session token, up to the longest life of the session",
		responses: { 204: { description: "The cookie holds a live token" } },
	},
	async (c) => {
		const { session, deps } = c.var;
		await limitRate(c, { name: "refresh", capacity: 60, periodSeconds: 60, key: `account:${session.accountId}` });
		const account = await findAccountForSession(deps.db, session.accountId);
		if (account !== null) await issueSession(c, { account, replaces: session });
		return c.body(null, 204);
	},
);
