import type { IdentityApi } from "@hephaestus/api/client.ts";
import type { sessionSchema } from "@hephaestus/api/identity/schema.ts";
import { queryOptions } from "@tanstack/react-query";
import { hc, parseResponse } from "hono/client";
import type { z } from "zod";
import { apiFetch } from "@/lib/api-fetch.ts";
import { isSignedOut } from "@/lib/api-problem.ts";

const api = hc<IdentityApi>("/api", { fetch: apiFetch });

export type Session = z.infer<typeof sessionSchema>;

/** The person who is signed in, `null` when nobody is. */
export const userQuery = queryOptions({
	queryKey: ["user"],
	queryFn: () =>
		parseResponse(api.user.$get()).catch((error) => {
			if (isSignedOut(error)) return null;
			throw error;
		}),
	staleTime: 60_000,
});

/** What one can sign in with. */
export const identityProvidersQuery = queryOptions({
	queryKey: ["identity-providers"],
	queryFn: () => parseResponse(api["identity-providers"].$get()),
});

/** One's own live sessions, newest first. */
export const sessionsQuery = queryOptions({
	queryKey: ["sessions"],
	queryFn: () => parseResponse(api.user.sessions.$get()),
});

/** Where the sign-in dance with a provider starts; a plain link, since the browser must leave the page. */
export function signInAddress(registrationId: string, returnTo: string | undefined): string {
	const query = new URLSearchParams({ provider: registrationId, ...(returnTo ? { returnTo } : {}) });
	return `/api/auth/login?${query}`;
}

/** Ends this session; the caller leaves the page. */
export async function signOut(): Promise<void> {
	await api.auth.logout.$post();
}

/** Ends one session of one's own; it may be this one. */
export async function endSession(jti: string): Promise<void> {
	await api.user.sessions[":jti"].$delete({ param: { jti } });
}

/** Ends every session but this one. */
export async function endOtherSessions(): Promise<void> {
	await api.user.sessions.$delete();
}
