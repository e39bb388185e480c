import type { TenantTransaction } from "../operations/database.ts";

/** Every workspace of the instance, oldest first, for operators. Run across workspaces. */
export async function listWorkspaces(tx: TenantTransaction) {
	return await tx
		.selectFrom("workspace")
		.select(["id", "slug", "display_name as displayName", "status"])
		.orderBy("id")
		.execute();
}
