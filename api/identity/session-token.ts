import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { SessionKeys } from "./session-keys.ts";

export interface SessionClaims {
	jti: string;
	accountId: number;
}

export interface NewSessionToken {
	jti: string;
	accountId: number;
	username: string | null;
	displayName: string;
	roles: string[];
	issuedAt: Date;
	expiresAt: Date;
	sessionExpiresAt: Date;
}

const payload = z.object({
	jti: z.uuid(),
	sub: z
		.string()
		.regex(/^\d{1,15}$/)
		.transform(Number),
});

/** Signs a session token with the newest key; claims from identity specification, section 7. */
export async function signSessionToken(
	token: NewSessionToken,
	{ keys, configuration }: { keys: SessionKeys; configuration: Configuration },
): Promise<string> {
	const { kid, privateKey } = await keys.signing();
	// A colon can never be part of a login, so an account without one cannot be taken for somebody else's.
	const preferred_username = token.username ?? `account:${token.accountId}`;
	return await new SignJWT({
		preferred_username,
		given_name: token.displayName,
		roles: token.roles,
		session_exp: epochSeconds(token.sessionExpiresAt),
	})
		.setProtectedHeader({ alg: "ES256", kid })
		.setIssuer(configuration.HEPHAESTUS_AUTH_ISSUER)
		.setAudience(configuration.HEPHAESTUS_AUTH_AUDIENCE)
		.setSubject(String(token.accountId))
		.setJti(token.jti)
		.setIssuedAt(epochSeconds(token.issuedAt))
		.setExpirationTime(epochSeconds(token.expiresAt))
		.sign(privateKey);
}

/** What a token claims when its signature, expiry, issuer and audience hold, else null. Asks the database nothing. */
export async function verifySessionToken(
	token: string,
	{ keys, configuration, now }: { keys: SessionKeys; configuration: Configuration; now: Date },
): Promise<SessionClaims | null> {
	try {
		const verified = await jwtVerify(token, keys.verifying, {
			algorithms: ["ES256"],
			issuer: configuration.HEPHAESTUS_AUTH_ISSUER,
			audience: configuration.HEPHAESTUS_AUTH_AUDIENCE,
			currentDate: now,
		});
		const claims = payload.safeParse(verified.payload);
		return claims.success ? { jti: claims.data.jti, accountId: claims.data.sub } : null;
	} catch (error) {
		if (error instanceof errors.JOSEError) return null;
		throw error;
	}
}

/** Whole seconds since 1970, as JWT claims count. */
export function epochSeconds(date: Date): number {
	return Math.floor(date.getTime() / 1000);
}
