import type { createIdentityRoutes } from "./identity/routes.ts";
import type { createReviewRoutes } from "./reviews/routes.ts";
import type { createScmRoutes } from "./scm/routes.ts";
import type { createWorkspaceRoutes } from "./workspaces/routes.ts";

/*
 * What `hc` clients are typed by, one per room so that no editor has to resolve all routes at once:
 * `hc<ScmApi>("/api").workspaces[":workspaceSlug"]["pull-requests"].$get({ param, query })`.
 * Successful answers only; every refusal is a problem document (`operations/schema.ts`).
 */
export type IdentityApi = ReturnType<typeof createIdentityRoutes>;
export type WorkspacesApi = ReturnType<typeof createWorkspaceRoutes>;
export type ScmApi = ReturnType<typeof createScmRoutes>;
export type ReviewsApi = ReturnType<typeof createReviewRoutes>;
