import { findLoginProvider } from "@hephaestus/db/identity/find-login-provider.ts";
import { recordAuthEvent } from "@hephaestus/db/identity/record-auth-event.ts";
import { signIn } from "@hephaestus/db/identity/sign-in.ts";
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { defineRoute } from "../operations/define-route.ts";
import type { ApiEnv } from "../operations/env.ts";
import { limitRate } from "../operations/limit-rate.ts";
import { open } from "./access.ts";
import { authErrorUrl } from "./auth-error-url.ts";
import { isBootstrapAdmin } from "./bootstrap-admins.ts";
import { issueSession } from "./issue-session.ts";
import { openLoginProvider, redirectUriOf } from "./login-provider.ts";
import { type LoginProvider, OAuthFailed, type ProviderIdentity } from "./oauth-port.ts";
import type { authErrorCodes } from "./schema.ts";
import { takeIntentCookie, takeStateCookie } from "./sign-in-cookies.ts";

type Failure = (typeof authErrorCodes)[number];
interface Callback {
	registrationId: string;
	code: string | undefined;
	state: string | undefined;
	error: string | undefined;
}

const callbackQuery = z.object({
	code: z.string().max(1024).optional(),
	state: z.string().max(1024).optional(),
	error: z.string().max(256).optional(),
});

/**
 * Open to anybody: checks the sealed state, opens a session and leads on; every failure ends on the page that
 * explains it.
 */
export const finishAuthorization = defineRoute(
	{
		...open,
		method: "get",
		path: "/login/oauth2/code/{registrationId}",
		tags: ["identity"],
		summary: "Come back from the provider: opens a session",
		request: { params: z.object({ registrationId: z.string().max(64) }), query: callbackQuery },
		responses: { 302: { description: "To the page one wanted, signed in, or to /auth/error" } },
	},
	async (c) => {
		// Each failure is recorded, and anybody can cause one.
		await limitRate(c, { name: "oauth-callback", capacity: 30, periodSeconds: 60 });
		const { code, state, error } = c.req.valid("query");
		const outcome = await finish(c, { registrationId: c.req.valid("param").registrationId, code, state, error });
		const { configuration, db } = c.var.deps;
		if ("returnTo" in outcome) return c.redirect(configuration.APPLICATION_HOST_URL + outcome.returnTo, 302);
		await recordAuthEvent(db, {
			type: "LOGIN_FAILED",
			outcome: "FAILURE",
			accountId: null,
			detail: { code: outcome.failure },
		});
		return c.redirect(authErrorUrl(configuration, outcome.failure), 302);
	},
);

async function finish(c: Context<ApiEnv>, callback: Callback): Promise<{ returnTo: string } | { failure: Failure }> {
	const pending = takeStateCookie(c);
	const intent = takeIntentCookie(c);
	if (pending === null || pending.state !== callback.state || pending.registrationId !== callback.registrationId)
		return { failure: "state_mismatch" };
	if (callback.error !== undefined)
		return { failure: callback.error === "access_denied" ? "access_denied" : "oauth_failure" };
	if (callback.code === undefined) return { failure: "oauth_failure" };
	const provider = await findProvider(c, callback.registrationId);
	if (provider === null) return { failure: "unknown_provider" };
	const identity = await identify(c, provider, callback.code, pending.codeVerifier);
	if ("failure" in identity) return identity;
	const isSignedIn = await openSession(c, provider, identity);
	return isSignedIn ? { returnTo: intent?.returnTo ?? "/" } : { failure: "account_inactive" };
}

async function findProvider(c: Context<ApiEnv>, registrationId: string): Promise<LoginProvider | null> {
	const stored = await findLoginProvider(c.var.deps.db, registrationId);
	return stored === null ? null : openLoginProvider(stored, c.var.deps.sealer);
}

async function identify(
	c: Context<ApiEnv>,
	provider: LoginProvider,
	code: string,
	codeVerifier: string,
): Promise<ProviderIdentity | { failure: Failure }> {
	const redirectUri = redirectUriOf(c.var.deps.configuration, provider.registrationId);
	try {
		return await c.var.deps.oauth.identify(provider, { code, codeVerifier, redirectUri });
	} catch (error) {
		if (!(error instanceof OAuthFailed)) throw error;
		c.var.log.warn({ err: error, provider: provider.registrationId }, "sign-in failed at the provider");
		return { failure: error.code };
	}
}

/** Finds or makes the account and sets its session cookie; false when the account is not active. */
async function openSession(c: Context<ApiEnv>, provider: LoginProvider, identity: ProviderIdentity): Promise<boolean> {
	const { db, configuration, now } = c.var.deps;
	const account = await signIn(db, {
		providerType: provider.type,
		serverUrl: provider.baseUrl,
		identity,
		promote: isBootstrapAdmin(configuration.HEPHAESTUS_AUTH_BOOTSTRAP_ADMINS, provider.registrationId, identity),
		now: now(),
	});
	if (account.status !== "ACTIVE") return false;
	await issueSession(c, { account, replaces: null });
	return true;
}
