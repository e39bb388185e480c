import { z } from "zod";
import { type LoginProvider, OAuthFailed, type ProviderIdentity } from "./oauth-port.ts";
import { providerEndpoints } from "./provider-endpoints.ts";

const TIMEOUT_MS = 10_000;
const text = z.string().trim().min(1).nullish().catch(null);
const user = z.object({
	id: z.union([z.int(), z.string().regex(/^\d+$/)]).transform(String),
	login: text,
	preferred_username: text,
	username: text,
	name: text,
	display_name: text,
	avatar_url: text,
	picture: text,
	html_url: text,
	web_url: text,
	profile: text,
	email: text,
});
const emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/**
 * Asks the provider who the token belongs to. The first field that says something counts, in the order of identity
 * specification, section 4; an address counts as verified only when GitHub lists it as primary and verified.
 * Throws `OAuthFailed`.
 */
export async function fetchProviderIdentity(provider: LoginProvider, token: string): Promise<ProviderIdentity> {
	const endpoints = providerEndpoints(provider);
	const answer = user.safeParse(await getJson(endpoints.user, token));
	if (!answer.success) throw new OAuthFailed("no_subject", "The provider did not say who signed in.");
	const found = answer.data;
	const login = found.login ?? found.preferred_username ?? found.username;
	const verified = endpoints.emails === null ? null : await fetchVerifiedEmail(endpoints.emails, token);
	return {
		subject: found.id,
		username: login ?? `user-${found.id}`,
		displayName: (found.name ?? found.display_name ?? login ?? `user-${found.id}`).slice(0, 255),
		avatarUrl: found.avatar_url ?? found.picture ?? null,
		profileUrl: found.html_url ?? found.web_url ?? found.profile ?? null,
		email: verified ?? found.email ?? null,
		emailVerified: verified !== null,
	};
}

// A person without a readable address may still sign in: the address only serves notifications.
async function fetchVerifiedEmail(url: string, token: string): Promise<string | null> {
	try {
		const listed = emails.safeParse(await getJson(url, token));
		return listed.data?.find((entry) => entry.primary && entry.verified)?.email ?? null;
	} catch (error) {
		if (error instanceof OAuthFailed) return null;
		throw error;
	}
}

async function getJson(url: string, token: string): Promise<unknown> {
	try {
		const response = await fetch(url, {
			headers: { Authorization: `Bearer ${token}`, Accept: "application/json", "User-Agent": "hephaestus" },
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		if (!response.ok)
			throw new OAuthFailed(
				response.status >= 500 ? "idp_unavailable" : "oauth_failure",
				`${url} answered ${response.status}.`,
			);
		return await response.json();
	} catch (cause) {
		if (cause instanceof OAuthFailed) throw cause;
		throw new OAuthFailed("idp_unavailable", `${url} cannot be reached.`, { cause });
	}
}
