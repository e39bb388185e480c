import type { WorkspaceListItem } from "./queries.ts";

const storageKey = "hephaestus-workspace-selection";

/** So that the next visit opens where this one was. */
export function rememberWorkspace(slug: string): void {
	localStorage.setItem(storageKey, slug);
}

/** After signing out the next person starts afresh. */
export function forgetWorkspace(): void {
	localStorage.removeItem(storageKey);
}

/** The workspace used last, else the first; undefined when there is none. */
export function preferredWorkspace(workspaces: WorkspaceListItem[]): WorkspaceListItem | undefined {
	const remembered = localStorage.getItem(storageKey);
	return workspaces.find(({ workspaceSlug }) => workspaceSlug === remembered) ?? workspaces[0];
}
