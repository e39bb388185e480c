import type { Database } from "../operations/database.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";

export interface Membership {
	workspaceId: number;
	role: "OWNER" | "ADMIN" | "MEMBER";
}

/** What the account is in the active workspace with this slug; null for an unknown one and for a stranger's alike. */
export async function findMembership(
	db: Database,
	{ slug, accountId }: { slug: string; accountId: number },
): Promise<Membership | null> {
	const row = await acrossWorkspaces(db, "find a membership", (tx) =>
		tx
			.selectFrom("workspace")
			.innerJoin("workspace_membership", "workspace_membership.workspace_id", "workspace.id")
			.select(["workspace.id", "workspace_membership.role"])
			.where("workspace.slug", "=", slug)
			.where("workspace.status", "=", "ACTIVE")
			.where("workspace_membership.account_id", "=", accountId)
			.executeTakeFirst(),
	);
	if (row === undefined) return null;
	const role = row.role === "OWNER" || row.role === "ADMIN" ? row.role : "MEMBER";
	return { workspaceId: row.id, role };
}
