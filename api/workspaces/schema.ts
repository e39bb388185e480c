import { SLUG_PATTERN, slugProblem } from "@hephaestus/domain/workspaces/slug.ts";
import { z } from "@hono/zod-openapi";
import { instant } from "../operations/schema.ts";

/** Refused with the words that the form uses too. */
const slugSchema = z
	.string()
	.regex(SLUG_PATTERN, { error: ({ input }) => slugProblem(String(input)) })
	.refine((slug) => slugProblem(slug) === undefined, { error: ({ input }) => slugProblem(String(input)) });

export const roleSchema = z.enum(["OWNER", "ADMIN", "MEMBER"]);

/** Row of `GET /api/workspaces`. */
export const workspaceListItemSchema = z
	.object({
		id: z.int(),
		workspaceSlug: z.string(),
		displayName: z.string(),
		status: z.enum(["ACTIVE", "SUSPENDED", "PURGED"]),
		accountLogin: z.string(),
		providerType: z.enum(["GITHUB", "GITLAB"]),
		role: roleSchema,
		createdAt: instant,
	})
	.openapi("WorkspaceListItem");

/** `GET /api/workspaces/{workspaceSlug}`. */
export const workspaceSchema = workspaceListItemSchema
	.extend({
		serverUrl: z.string(),
		connectionState: z.enum(["PENDING", "ACTIVE", "SUSPENDED", "UNINSTALLED"]).nullable(),
		connectionProblem: z
			.string()
			.nullable()
			.describe("Why the connection needs attention, and what to do; null while it works"),
		connectionType: z.enum(["GITHUB_APP", "GITHUB_PAT", "GITLAB"]).nullable(),
		practicesEnabled: z.boolean(),
		practiceReviewAutoTriggerEnabled: z.boolean(),
		practiceReviewManualTriggerEnabled: z.boolean(),
		autonomy: z.enum(["OFF", "HUMAN_APPROVAL", "AUTOMATIC"]),
		counts: z.object({
			repositories: z.int(),
			people: z.int(),
			pullRequests: z.int(),
			issues: z.int(),
			reviews: z.int(),
			awaitingApproval: z.int().describe("Reviews whose feedback waits for a person to send it"),
		}),
		temporalUrl: z.string().nullable().describe("Where an operator sees this workspace's workflows, when configured"),
	})
	.openapi("Workspace");

/** `GET /api/workspaces/providers`: which ways lead to a new workspace, and whether the caller may take them. */
export const workspaceProvidersSchema = z
	.object({
		github: z.object({
			serverUrl: z.string(),
			app: z
				.object({ installationUrl: z.string().nullable() })
				.nullable()
				.describe("null: no GitHub App is configured"),
		}),
		creationPolicy: z.enum(["ADMIN_ONLY", "SELF_SERVICE"]),
		mayCreate: z.boolean(),
	})
	.openapi("WorkspaceProviders");

/**
 * `GET /api/workspaces/github/installations`: organisations with the App installed that the caller belongs to.
 * `POST /api/workspaces/github/token` answers the organisations a personal access token reaches, in the same shape.
 */
export const connectableAccountSchema = z
	.object({
		login: z.string(),
		accountType: z.enum(["ORG", "USER"]),
		avatarUrl: z.string().nullable(),
		installationId: z.int().nullable(),
		repositories: z.int().nullable(),
		connectedTo: z.string().nullable().describe("Slug of the workspace that mirrors it already"),
	})
	.openapi("ConnectableAccount");

/** Body of `POST /api/workspaces/github/token`: a preflight, nothing is stored. */
export const tokenPreflightSchema = z.object({ personalAccessToken: z.string().min(1).max(512) });
export const tokenPreflightResultSchema = z
	.object({
		valid: z.boolean(),
		username: z.string().nullable(),
		missingScopes: z.array(z.string()),
		error: z.string().nullable(),
		accounts: z.array(connectableAccountSchema),
	})
	.openapi("TokenPreflight");

/** Body of `POST /api/workspaces`; answers 201, a Location and the workspace. */
export const createWorkspaceSchema = z
	.object({
		workspaceSlug: slugSchema,
		displayName: z.string().trim().min(1).max(120),
		accountLogin: z.string().min(1).max(255),
		kind: z.literal("GITHUB"),
		installationId: z.int().optional(),
		personalAccessToken: z.string().min(1).max(512).optional(),
	})
	.refine((body) => (body.installationId === undefined) !== (body.personalAccessToken === undefined), {
		error: "Give either installationId or personalAccessToken.",
		path: ["installationId"],
	})
	.openapi("CreateWorkspace");
