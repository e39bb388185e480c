import type { TenantTransaction } from "../operations/database.ts";

/** Whether any workspace mirrors the repository `owner/name`. Run across workspaces. */
export async function isMirrored(tx: TenantTransaction, repository: string): Promise<boolean> {
	const row = await tx
		.selectFrom("repository")
		.select("id")
		.where("name_with_owner", "=", repository)
		.executeTakeFirst();
	return row !== undefined;
}
