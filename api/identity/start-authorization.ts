import { findLoginProvider } from "@hephaestus/db/identity/find-login-provider.ts";
import { z } from "@hono/zod-openapi";
import { generateCodeVerifier, generateState } from "arctic";
import { defineRoute } from "../operations/define-route.ts";
import { limitRate } from "../operations/limit-rate.ts";
import { open } from "./access.ts";
import { authErrorUrl } from "./auth-error-url.ts";
import { openLoginProvider, redirectUriOf } from "./login-provider.ts";
import { setStateCookie } from "./sign-in-cookies.ts";

/** Open to anybody: keeps a fresh state and verifier in a sealed cookie and leads to the provider. */
export const startAuthorization = defineRoute(
	{
		...open,
		method: "get",
		path: "/oauth2/authorization/{registrationId}",
		tags: ["identity"],
		summary: "Go to the provider to sign in",
		request: { params: z.object({ registrationId: z.string().max(64) }) },
		responses: { 302: { description: "To the provider, or to /auth/error" } },
	},
	async (c) => {
		const { deps } = c.var;
		await limitRate(c, { name: "oauth", capacity: 20, periodSeconds: 60 });
		const { registrationId } = c.req.valid("param");
		const stored = await findLoginProvider(deps.db, registrationId);
		if (stored === null) return c.redirect(authErrorUrl(deps.configuration, "unknown_provider"), 302);
		const [state, codeVerifier] = [generateState(), generateCodeVerifier()];
		setStateCookie(c, { registrationId, state, codeVerifier });
		const redirectUri = redirectUriOf(deps.configuration, registrationId);
		const url = deps.oauth.authorizationUrl(openLoginProvider(stored, deps.sealer), {
			state,
			codeVerifier,
			redirectUri,
		});
		return c.redirect(url.href, 302);
	},
);
