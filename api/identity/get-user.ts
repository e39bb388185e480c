import { findUser } from "@hephaestus/db/identity/find-user.ts";
import { defineRoute } from "../operations/define-route.ts";
import { notFound } from "../operations/problem-error.ts";
import { json } from "../operations/respond-with.ts";
import { signedIn } from "./access.ts";
import { userSchema } from "./schema.ts";
import { epochSeconds } from "./session-token.ts";

/** 401 without a live session; tells also when its token ends, so that the page renews it in time. */
export const getUser = defineRoute(
	{
		...signedIn,
		method: "get",
		path: "/user",
		tags: ["identity"],
		summary: "Show who is signed in",
		responses: { 200: json("The account", userSchema) },
	},
	async (c) => {
		const { session, deps } = c.var;
		const user = await findUser(deps.db, session.accountId);
		if (user === null) throw notFound("account");
		const roles = session.appRole === "APP_ADMIN" ? ["app_admin"] : [];
		return c.json(userSchema.parse({ ...user, roles, accessTokenExpiresAt: epochSeconds(session.expiresAt) }), 200);
	},
);
