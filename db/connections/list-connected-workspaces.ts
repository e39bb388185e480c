import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";

export interface ConnectedWorkspace {
	workspaceId: number;
	workspaceSlug: string;
	/** When its last sync began; null before the first. */
	lastSyncStartedAt: Date | null;
}

/** Active workspaces with an active connection to a forge: those that are to be kept in sync. */
export async function listConnectedWorkspaces(db: Database): Promise<ConnectedWorkspace[]> {
	return await acrossWorkspaces(db, "list workspaces to sync", (tx) =>
		tx
			.selectFrom("workspace")
			.innerJoin("connection", "connection.workspace_id", "workspace.id")
			.select(["workspace.id as workspaceId", "workspace.slug as workspaceSlug"])
			.select((eb) =>
				eb
					.selectFrom("sync_run")
					.select(sql<Date>`max(started_at)`.as("at"))
					.whereRef("sync_run.workspace_id", "=", "workspace.id")
					.as("lastSyncStartedAt"),
			)
			.where("workspace.status", "=", "ACTIVE")
			.where("connection.state", "=", "ACTIVE")
			.where("connection.kind", "in", ["GITHUB", "GITLAB"])
			.orderBy("workspace.id")
			.execute(),
	);
}
