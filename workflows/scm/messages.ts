/** Input of `syncWorkspace` and `syncRepository` and what they report back; JSON only. */
export type SyncTrigger = "CREATED" | "SCHEDULE" | "MANUAL" | "STARTUP";

export interface SyncWorkspaceInput {
	workspaceId: number;
	workspaceSlug: string;
	trigger: SyncTrigger;
}

export interface SyncRepositoryInput {
	workspaceId: number;
	workspaceSlug: string;
	syncRunId: string;
	repositoryId: number;
	/** The repository's id at the provider. */
	nativeId: number;
	nameWithOwner: string;
}

export interface SyncRepositoryResult {
	rowsSeen: number;
	rowsChanged: number;
}
