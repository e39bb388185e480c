import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

export interface MonitoredRepository {
	repositoryId: number;
	nativeId: number;
	nameWithOwner: string;
}

/** Repositories a sync reads: never-synced ones first, then those whose last sync is longest ago. */
export async function listMonitoredRepositories(db: Database, workspaceId: number): Promise<MonitoredRepository[]> {
	return await withWorkspace(db, workspaceId, (tx) =>
		tx
			.selectFrom("repository")
			.leftJoin("repository_sync", (join) =>
				join
					.onRef("repository_sync.repository_id", "=", "repository.id")
					.on("repository_sync.part", "=", "PULL_REQUESTS"),
			)
			.select(["repository.id as repositoryId", "repository.native_id as nativeId"])
			.select("repository.name_with_owner as nameWithOwner")
			.where("repository.workspace_id", "=", workspaceId)
			.where("is_monitored", "=", true)
			.where("is_available", "=", true)
			.orderBy(sql`repository_sync.synced_until nulls first`)
			.orderBy("repository.id")
			.execute(),
	);
}
