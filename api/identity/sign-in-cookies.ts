import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { variablesOf } from "../operations/env.ts";
import { cookieNames, cookieOptions } from "./cookies.ts";
import { openCookie, SEALED_COOKIE_SECONDS, type SealedCookieKind, sealCookie } from "./sealed-cookie.ts";

const authorizationState = z.object({ registrationId: z.string(), state: z.string(), codeVerifier: z.string() });
const loginIntent = z.object({ returnTo: z.string() });

const kinds = {
	/** The pending authorization request. */
	state: { purpose: "oauth2-state", content: authorizationState },
	/** Where the person wanted to go. */
	intent: { purpose: "auth-intent", content: loginIntent },
} as const;

export type AuthorizationState = z.infer<typeof authorizationState>;

/** Seals the pending authorization request into a cookie, for the callback to check. */
export function setStateCookie(c: Context, state: AuthorizationState): void {
	set(c, "state", kinds.state, state);
}

/** Seals where the person wanted to go into a cookie, for the end of the sign-in. */
export function setIntentCookie(c: Context, intent: { returnTo: string }): void {
	set(c, "intent", kinds.intent, intent);
}

/** Reads the pending request and drops its cookie: it serves one callback. */
export function takeStateCookie(c: Context): AuthorizationState | null {
	return take(c, "state", kinds.state);
}

/** Reads where the person wanted to go and drops the cookie; null when it is missing, altered or too old. */
export function takeIntentCookie(c: Context): { returnTo: string } | null {
	return take(c, "intent", kinds.intent);
}

function set<Content>(c: Context, name: "state" | "intent", kind: SealedCookieKind<Content>, content: Content) {
	const { configuration, now } = variablesOf(c).deps;
	setCookie(c, cookieNames(configuration)[name], sealCookie(kind, content, { key: keyOf(c), now: now() }), {
		...cookieOptions(configuration),
		maxAge: SEALED_COOKIE_SECONDS,
	});
}

function take<Content>(c: Context, name: "state" | "intent", kind: SealedCookieKind<Content>): Content | null {
	const { configuration, now } = variablesOf(c).deps;
	const cookie = getCookie(c, cookieNames(configuration)[name]);
	if (cookie !== undefined) deleteCookie(c, cookieNames(configuration)[name], cookieOptions(configuration));
	return openCookie(kind, cookie, { key: keyOf(c), now: now() });
}

function keyOf(c: Context): string {
	const key = variablesOf(c).deps.configuration.HEPHAESTUS_AUTH_STATE_COOKIE_KEY;
	if (key === undefined) throw new Error("HEPHAESTUS_AUTH_STATE_COOKIE_KEY is not set in a role that signs people in.");
	return key;
}
