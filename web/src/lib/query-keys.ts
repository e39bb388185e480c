/** What a workspace's cached answers are about; live events name what changed in the same words. */
export type WorkspaceSubject =
	| "detail"
	| "sync"
	| "repositories"
	| "people"
	| "issues"
	| "pull-requests"
	| "pull-request"
	| "reviews"
	| "review";

/** Every cached answer of a workspace lies under its slug and subject, so that a live event finds it. */
export function workspaceKey(slug: string, subject?: WorkspaceSubject, ...rest: unknown[]) {
	return subject === undefined ? ["workspace", slug] : ["workspace", slug, subject, ...rest];
}
