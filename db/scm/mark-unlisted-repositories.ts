import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

/**
 * After a complete listing: repositories the provider no longer lists become unavailable (deleted, or no longer shown
 * to this credential). Their rows stay.
 */
export async function markUnlistedRepositories(
	db: Database,
	input: { workspaceId: number; gitProviderId: number; listed: readonly number[] },
): Promise<number> {
	return await withWorkspace(db, input.workspaceId, async (tx) => {
		const result = await tx
			.updateTable("repository")
			.set({ is_available: false })
			.where("git_provider_id", "=", input.gitProviderId)
			.where("is_available", "=", true)
			.where(sql<boolean>`native_id <> all (${[...input.listed]}::bigint[])`)
			.executeTakeFirst();
		return Number(result.numUpdatedRows);
	});
}
