import type { Database } from "../operations/database.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";

/** Active workspaces connected through an installation of the GitHub App. */
export async function findWorkspacesOfInstallation(
	db: Database,
	installationId: number,
): Promise<{ workspaceId: number; workspaceSlug: string }[]> {
	return await acrossWorkspaces(db, "route an installation's webhook", (tx) =>
		tx
			.selectFrom("connection")
			.innerJoin("workspace", "workspace.id", "connection.workspace_id")
			.select(["workspace.id as workspaceId", "workspace.slug as workspaceSlug"])
			.where("connection.type", "=", "GITHUB_APP")
			.where("connection.state", "=", "ACTIVE")
			.where("connection.instance_key", "=", String(installationId))
			.where("workspace.status", "=", "ACTIVE")
			.execute(),
	);
}
