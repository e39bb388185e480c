import { z } from "@hono/zod-openapi";
import { instant } from "../operations/schema.ts";

/** `GET /api/identity-providers`: public. */
export const identityProviderSchema = z
	.object({
		registrationId: z.string(),
		displayName: z.string(),
		providerType: z.enum(["GITHUB", "GITLAB"]),
		baseUrl: z.string(),
	})
	.openapi("IdentityProvider");

/** `GET /api/user`: the person who is signed in; 401 otherwise. */
export const userSchema = z
	.object({
		id: z.int(),
		displayName: z.string(),
		primaryEmail: z.string().nullable(),
		appRole: z.enum(["USER", "APP_ADMIN"]),
		status: z.enum(["ACTIVE", "SUSPENDED", "DELETING", "DELETED"]),
		username: z.string(),
		avatarUrl: z.string().nullable(),
		profileUrl: z.string().nullable(),
		roles: z.array(z.string()),
		linkedProviders: z.array(z.object({ type: z.enum(["GITHUB", "GITLAB"]), serverUrl: z.string() })),
		accessTokenExpiresAt: z.int().describe("Epoch seconds"),
	})
	.openapi("User");
export type User = z.infer<typeof userSchema>;

/** Row of `GET /api/user/sessions`. */
export const sessionSchema = z
	.object({
		jti: z.uuid(),
		issuedAt: instant,
		expiresAt: instant,
		userAgent: z.string().nullable(),
		ip: z.string().nullable(),
		current: z.boolean(),
	})
	.openapi("Session");

/** Codes that `/auth/error?code=` shows; one list for server and pages. */
export const authErrorCodes = [
	"oauth_failure",
	"access_denied",
	"state_mismatch",
	"idp_unavailable",
	"unknown_provider",
	"account_inactive",
	"no_subject",
] as const;
