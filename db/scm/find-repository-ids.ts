import type { ApplyContext } from "./apply-context.ts";

/** Internal ids of repositories by the provider's ids. */
export type RepositoryIds = ReadonlyMap<number, number>;

/** Ids of those of the repositories that the workspace mirrors. */
export async function findRepositoryIds(context: ApplyContext, nativeIds: readonly number[]): Promise<RepositoryIds> {
	if (nativeIds.length === 0) return new Map();
	const rows = await context.tx
		.selectFrom("repository")
		.select(["id", "native_id"])
		.where("workspace_id", "=", context.workspaceId)
		.where("git_provider_id", "=", context.gitProviderId)
		.where("native_id", "in", [...new Set(nativeIds)])
		.execute();
	return new Map(rows.map(({ native_id, id }) => [native_id, id]));
}
