import { createRoom } from "../operations/room.ts";
import { getPullRequest } from "./get-pull-request.ts";
import { getSyncStatus } from "./get-sync-status.ts";
import { listIssues } from "./list-issues.ts";
import { listPeople } from "./list-people.ts";
import { listPullRequests } from "./list-pull-requests.ts";
import { listRepositories } from "./list-repositories.ts";
import { startSync } from "./start-sync.ts";
import { streamEvents } from "./stream-events.ts";

/** The mirror of a workspace's forge. Mounted under `/api`. */
export function createScmRoutes() {
	return createRoom().openapiRoutes([
		listRepositories,
		listPeople,
		listIssues,
		listPullRequests,
		getPullRequest,
		getSyncStatus,
		startSync,
		streamEvents,
	]);
}
