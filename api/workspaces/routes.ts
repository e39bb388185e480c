import { createRoom } from "../operations/room.ts";
import { checkToken } from "./check-token.ts";
import { createWorkspace } from "./create-workspace.ts";
import { getWorkspace } from "./get-workspace.ts";
import { listInstallations } from "./list-installations.ts";
import { listWorkspaceProviders } from "./list-workspace-providers.ts";
import { listWorkspaces } from "./list-workspaces.ts";

/** Workspaces and how they come to be. Fixed paths come before the one with a slug. Mounted under `/api`. */
export function createWorkspaceRoutes() {
	return createRoom().openapiRoutes([
		listWorkspaces,
		createWorkspace,
		listWorkspaceProviders,
		listInstallations,
		checkToken,
		getWorkspace,
	]);
}
