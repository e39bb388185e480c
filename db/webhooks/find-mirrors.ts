import type { Database } from "../operations/database.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";

export interface Mirror {
	workspaceId: number;
	workspaceSlug: string;
	gitProviderId: number;
	serverUrl: string;
}

/**
 * Active workspaces that mirror a repository of that id on any instance of the forge, and may still read it: a delivery
 * carries private content, so a refused credential or a repository that is no longer shown ends it.
 */
export async function findMirrors(
	db: Database,
	{ kind, repositoryNativeId }: { kind: "GITHUB" | "GITLAB"; repositoryNativeId: number },
): Promise<Mirror[]> {
	return await acrossWorkspaces(db, "route a webhook", (tx) =>
		tx
			.selectFrom("repository")
			.innerJoin("workspace", "workspace.id", "repository.workspace_id")
			.innerJoin("git_provider", "git_provider.id", "repository.git_provider_id")
			.innerJoin("connection", (join) =>
				join
					.onRef("connection.workspace_id", "=", "workspace.id")
					.on("connection.state", "=", "ACTIVE")
					.on("connection.state_reason", "is", null)
					.on("connection.kind", "=", kind),
			)
			.select(["workspace.id as workspaceId", "workspace.slug as workspaceSlug"])
			.select(["git_provider.id as gitProviderId", "git_provider.server_url as serverUrl"])
			.where("repository.native_id", "=", repositoryNativeId)
			.where("repository.is_monitored", "=", true)
			.where("repository.is_available", "=", true)
			.where("git_provider.type", "=", kind)
			.where("workspace.status", "=", "ACTIVE")
			.orderBy("workspace.id")
			.execute(),
	);
}
