import { findSession } from "@hephaestus/db/identity/find-session.ts";
import type { Context } from "hono";
import { deleteCookie, getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { type ApiEnv, variablesOf } from "../operations/env.ts";
import { ProblemError } from "../operations/problem-error.ts";
import { cookieNames, cookieOptions } from "./cookies.ts";
import { type SessionClaims, verifySessionToken } from "./session-token.ts";

/** Who is asking, as the database says now: a role taken away or a session revoked counts from the next request. */
export interface Session {
	jti: string;
	accountId: number;
	appRole: "USER" | "APP_ADMIN";
	expiresAt: Date;
	sessionExpiresAt: Date;
}

/**
 * Drops a session cookie that cannot be valid any more (signature, expiry, issuer, audience), so that a stale one
 * leaves public routes public instead of turning them into 401 (identity specification, section 3).
 */
export const evictStaleCookie = createMiddleware<ApiEnv>(async (c, next) => {
	const token = getCookie(c, cookieNames(c.var.deps.configuration).session);
	if (token !== undefined && (await claimsOf(c, token)) === null) clearSessionCookie(c);
	await next();
});

/** The live session of the request's cookie or, without one, of its bearer token; throws the 401 problem otherwise. */
export async function currentSession(c: Context): Promise<Session> {
	const token = presentedToken(c);
	const claims = token === null ? null : await claimsOf(c, token);
	if (claims === null) throw unauthenticated();
	const { db, now } = variablesOf(c).deps;
	const session = await findSession(db, { jti: claims.jti, now: now() });
	if (session === null || session.accountId !== claims.accountId) throw unauthenticated();
	return session;
}

/** Makes the browser forget the session; the session itself is not revoked. */
export function clearSessionCookie(c: Context): void {
	const { configuration } = variablesOf(c).deps;
	deleteCookie(c, cookieNames(configuration).session, cookieOptions(configuration));
}

/** The token itself, the cookie first (identity specification, section 3). */
export function presentedToken(c: Context): string | null {
	const cookie = getCookie(c, cookieNames(variablesOf(c).deps.configuration).session);
	return cookie ?? c.req.header("authorization")?.match(/^Bearer (\S+)$/i)?.[1] ?? null;
}

async function claimsOf(c: Context, token: string): Promise<SessionClaims | null> {
	const { keys, configuration, now } = variablesOf(c).deps;
	return await verifySessionToken(token, { keys, configuration, now: now() });
}

function unauthenticated(): ProblemError {
	return new ProblemError(401, "unauthenticated", "Authentication required", "Sign in and try again.");
}
