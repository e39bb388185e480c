/**
 * Workflow ids, guessable from the thing they work on: workspaces go by their id, since a slug may change, repositories
 * by name. No personal data: ids are stored in clear.
 */
export function syncWorkspaceId(workspaceId: number): string {
	return `sync/workspace-${workspaceId}`;
}

/** What the schedule starts; Temporal adds the time. */
export function syncTickId(workspaceId: number): string {
	return `sync/workspace-${workspaceId}/tick`;
}

export function syncRepositoryId(workspaceId: number, nameWithOwner: string): string {
	return `sync/workspace-${workspaceId}/${nameWithOwner}`;
}

/** Id of the schedule, not of a workflow, that syncs a workspace again and again. */
export function syncScheduleId(workspaceId: number): string {
	return `sync-schedule/workspace-${workspaceId}`;
}

/** `lane` is the delivery's ordering key, e.g. `github/acme/rocket` (see domain/webhooks/lanes.ts). */
export function inboxId(lane: string): string {
	return `inbox/${lane}`;
}

export function reviewArtifactId(workspaceId: number, nameWithOwner: string, number: number): string {
	return `review/workspace-${workspaceId}/${nameWithOwner}#${number}`;
}

/** Sends what a review had to wait with until a person approved it. */
export function deliverFeedbackId(reviewId: string): string {
	return `delivery/review-${reviewId}`;
}

/** Singleton that finds deliveries nobody was poked about. */
export const INBOX_SWEEPER_ID = "inbox/sweeper";
