import type {
	connectableAccountSchema,
	createWorkspaceSchema,
	tokenPreflightResultSchema,
	workspaceListItemSchema,
	workspaceProvidersSchema,
	workspaceSchema,
} from "@hephaestus/api/workspaces/schema.ts";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { getJson, postJson } from "@/lib/api.ts";
import { workspaceKey } from "@/lib/query-keys.ts";

export type WorkspaceListItem = z.infer<typeof workspaceListItemSchema>;
export type Workspace = z.infer<typeof workspaceSchema>;
export type WorkspaceProviders = z.infer<typeof workspaceProvidersSchema>;
export type ConnectableAccount = z.infer<typeof connectableAccountSchema>;
export type TokenPreflight = z.infer<typeof tokenPreflightResultSchema>;
export type NewWorkspace = z.input<typeof createWorkspaceSchema>;

/** The workspaces the person is a member of. */
export const workspacesQuery = queryOptions({
	queryKey: ["workspaces"],
	queryFn: () => getJson<WorkspaceListItem[]>("/workspaces"),
	staleTime: 30_000,
});

export function workspaceQuery(slug: string) {
	return queryOptions({
		queryKey: workspaceKey(slug, "detail"),
		queryFn: () => getJson<Workspace>(`/workspaces/${slug}`),
	});
}

/** Which ways lead to a new workspace, and whether this person may take them. */
export const workspaceProvidersQuery = queryOptions({
	queryKey: ["workspace-providers"],
	queryFn: () => getJson<WorkspaceProviders>("/workspaces/providers"),
});

export const installationsQuery = queryOptions({
	queryKey: ["github-installations"],
	queryFn: () => getJson<ConnectableAccount[]>("/workspaces/github/installations"),
});

/** Asks the forge what a token may do; nothing is stored. */
export function checkToken(personalAccessToken: string): Promise<TokenPreflight> {
	return postJson("/workspaces/github/token", { personalAccessToken });
}

export function createWorkspace(workspace: NewWorkspace): Promise<Workspace> {
	return postJson("/workspaces", workspace);
}
