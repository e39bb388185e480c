import type { WorkspacesApi } from "@hephaestus/api/client.ts";
import type {
	connectableAccountSchema,
	createWorkspaceSchema,
	tokenPreflightResultSchema,
	workspaceListItemSchema,
	workspaceProvidersSchema,
	workspaceSchema,
} from "@hephaestus/api/workspaces/schema.ts";
import { queryOptions } from "@tanstack/react-query";
import { hc, parseResponse } from "hono/client";
import type { z } from "zod";
import { apiFetch } from "@/lib/api-fetch.ts";
import { workspaceKey } from "@/lib/query-keys.ts";

const api = hc<WorkspacesApi>("/api", { fetch: apiFetch }).workspaces;

export type WorkspaceListItem = z.infer<typeof workspaceListItemSchema>;
export type Workspace = z.infer<typeof workspaceSchema>;
export type WorkspaceProviders = z.infer<typeof workspaceProvidersSchema>;
export type ConnectableAccount = z.infer<typeof connectableAccountSchema>;
export type TokenPreflight = z.infer<typeof tokenPreflightResultSchema>;
export type NewWorkspace = z.input<typeof createWorkspaceSchema>;

/** The workspaces the person is a member of. */
export const workspacesQuery = queryOptions({
	queryKey: ["workspaces"],
	queryFn: () => parseResponse(api.$get()),
	staleTime: 30_000,
});

/** A workspace with what it holds and how it is connected. */
export function workspaceQuery(slug: string) {
	return queryOptions({
		queryKey: workspaceKey(slug, "detail"),
		queryFn: () => parseResponse(api[":workspaceSlug"].$get({ param: { workspaceSlug: slug } })),
	});
}

/** Which ways lead to a new workspace, and whether this person may take them. */
export const workspaceProvidersQuery = queryOptions({
	queryKey: ["workspace-providers"],
	queryFn: () => parseResponse(api.providers.$get()),
});

/** Organisations whose GitHub App installation this person may connect. */
export const installationsQuery = queryOptions({
	queryKey: ["github-installations"],
	queryFn: () => parseResponse(api.github.installations.$get()),
});

/** Asks the forge what a token may do; nothing is stored. */
export function checkToken(personalAccessToken: string): Promise<TokenPreflight> {
	return parseResponse(api.github.token.$post({ json: { personalAccessToken } }));
}

/** Makes a workspace and starts its first sync; throws an `ApiProblem` with messages by field when refused. */
export function createWorkspace(workspace: NewWorkspace): Promise<Workspace> {
	return parseResponse(api.$post({ json: workspace }));
}
