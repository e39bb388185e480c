import type { TenantTransaction } from "../operations/database.ts";

/** The workspace of a slug, or null. Run across workspaces. */
export async function findWorkspaceBySlug(
	tx: TenantTransaction,
	slug: string,
): Promise<{ id: number; slug: string } | null> {
	const row = await tx.selectFrom("workspace").select(["id", "slug"]).where("slug", "=", slug).executeTakeFirst();
	return row ?? null;
}
