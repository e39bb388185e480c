import type { identityProviderSchema, sessionSchema, User } from "@hephaestus/api/identity/schema.ts";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { getJson } from "@/lib/api.ts";
import { apiFetch } from "@/lib/api-fetch.ts";
import { isSignedOut } from "@/lib/api-problem.ts";

export type Session = z.infer<typeof sessionSchema>;

/** The person who is signed in, `null` when nobody is. */
export const userQuery = queryOptions({
	queryKey: ["user"],
	queryFn: () =>
		getJson<User>("/user").catch((error) => {
			if (isSignedOut(error)) return null;
			throw error;
		}),
	staleTime: 60_000,
});

export const identityProvidersQuery = queryOptions({
	queryKey: ["identity-providers"],
	queryFn: () => getJson<z.infer<typeof identityProviderSchema>[]>("/identity-providers"),
});

export const sessionsQuery = queryOptions({
	queryKey: ["sessions"],
	queryFn: () => getJson<Session[]>("/user/sessions"),
});

/** Where the sign-in dance with a provider starts; a plain link, since the browser must leave the page. */
export function signInAddress(registrationId: string, returnTo: string | undefined): string {
	const query = new URLSearchParams({ provider: registrationId, ...(returnTo ? { returnTo } : {}) });
	return `/api/auth/login?${query}`;
}

export async function signOut(): Promise<void> {
	await apiFetch("/api/auth/logout", { method: "POST" });
}

/** Ends one session of one's own; it may be this one. */
export async function endSession(jti: string): Promise<void> {
	await apiFetch(`/api/user/sessions/${jti}`, { method: "DELETE" });
}

/** Ends every session but this one. */
export async function endOtherSessions(): Promise<void> {
	await apiFetch("/api/user/sessions", { method: "DELETE" });
}
