import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

/**
 * After a complete listing: repositories the provider no longer lists become unavailable (deleted, or no longer shown
 * to this credential). Their rows stay. An empty listing is taken for a lost permission and marks nothing.
 */
export async function markUnlistedRepositories(
	db: Database,
	input: { workspaceId: number; gitProviderId: number; listed: readonly number[] },
): Promise<number> {
	if (input.listed.length === 0) return 0;
	return await withWorkspace(db, input.workspaceId, async (tx) => {
		const result = await tx
			.updateTable("repository")
			.set({ is_available: false })
			.where("git_provider_id", "=", input.gitProviderId)
			.where("is_available", "=", true)
			.where("native_id", "not in", [...input.listed])
			.executeTakeFirst();
		return Number(result.numUpdatedRows);
	});
}
