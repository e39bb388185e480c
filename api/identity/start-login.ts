import { findLoginProvider } from "@hephaestus/db/identity/find-login-provider.ts";
import { z } from "@hono/zod-openapi";
import { defineRoute } from "../operations/define-route.ts";
import { limitRate } from "../operations/limit-rate.ts";
import { open } from "./access.ts";
import { authErrorUrl } from "./auth-error-url.ts";
import { safeReturnTo } from "./return-to.ts";
import { setIntentCookie } from "./sign-in-cookies.ts";

/** Open to anybody; a return address of another site is replaced by the start page. */
export const startLogin = defineRoute(
	{
		...open,
		method: "get",
		path: "/auth/login",
		tags: ["identity"],
		summary: "Begin to sign in: remembers where to return to and leads to the provider",
		request: { query: z.object({ provider: z.string().max(64), returnTo: z.string().max(2048).optional() }) },
		responses: { 302: { description: "To the authorization of the provider, or to /auth/error" } },
	},
	async (c) => {
		await limitRate(c, { name: "login", capacity: 30, periodSeconds: 60 });
		const { provider, returnTo } = c.req.valid("query");
		const { db, configuration } = c.var.deps;
		if ((await findLoginProvider(db, provider)) === null)
			return c.redirect(authErrorUrl(configuration, "unknown_provider"), 302);
		setIntentCookie(c, { returnTo: safeReturnTo(returnTo) });
		return c.redirect(`/api/oauth2/authorization/${encodeURIComponent(provider)}`, 302);
	},
);
