import { randomUUID } from "node:crypto";
import type { AccountForSession } from "@hephaestus/db/identity/find-account-for-session.ts";
import { storeSession } from "@hephaestus/db/identity/store-session.ts";
import type { Context } from "hono";
import { setCookie } from "hono/cookie";
import { clientAddress } from "../operations/client-address.ts";
import { variablesOf } from "../operations/env.ts";
import { cookieNames, cookieOptions } from "./cookies.ts";
import { durationSeconds } from "./duration.ts";
import type { Session } from "./session.ts";
import { signSessionToken } from "./session-token.ts";

/**
 * Signs a session token, stores it and sets its cookie. A refresh names the session it replaces, whose ceiling it
 * inherits; a sign-in starts the clock of the longest session life (identity specification, section 7). Does nothing
 * when another refresh has replaced that session already.
 */
export async function issueSession(
	c: Context,
	{ account, replaces }: { account: AccountForSession; replaces: Session | null },
): Promise<void> {
	const { db, keys, configuration, now } = variablesOf(c).deps;
	const issuedAt = now();
	const ceiling = replaces?.sessionExpiresAt ?? after(issuedAt, configuration.HEPHAESTUS_AUTH_SESSION_MAX_LIFETIME);
	const wanted = after(issuedAt, configuration.HEPHAESTUS_AUTH_ACCESS_TTL);
	const expiresAt = new Date(Math.min(wanted.getTime(), ceiling.getTime()));
	const jti = randomUUID();
	const token = await signSessionToken(
		{
			jti,
			accountId: account.id,
			username: account.username,
			displayName: account.displayName,
			roles: account.appRole === "APP_ADMIN" ? ["app_admin"] : [],
			issuedAt,
			expiresAt,
			sessionExpiresAt: ceiling,
		},
		{ keys, configuration },
	);
	const isStored = await storeSession(db, {
		jti,
		accountId: account.id,
		issuedAt,
		expiresAt,
		sessionExpiresAt: ceiling,
		userAgent: c.req.header("user-agent")?.slice(0, 512) ?? null,
		ip: clientAddress(c),
		replaces: replaces?.jti ?? null,
	});
	if (!isStored) return;
	const maxAge = Math.max(0, Math.floor((expiresAt.getTime() - issuedAt.getTime()) / 1000));
	setCookie(c, cookieNames(configuration).session, token, { ...cookieOptions(configuration), maxAge });
}

function after(start: Date, duration: string): Date {
	return new Date(start.getTime() + durationSeconds(duration) * 1000);
}
