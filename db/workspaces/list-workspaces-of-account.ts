import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";

export interface ListedWorkspace {
	id: number;
	workspaceSlug: string;
	displayName: string;
	status: string;
	accountLogin: string;
	providerType: string;
	role: string;
	createdAt: string;
}

/** The active workspaces the account is a member of, by display name without case. */
export async function listWorkspacesOfAccount(db: Database, accountId: number): Promise<ListedWorkspace[]> {
	return await acrossWorkspaces(db, "list an account's workspaces", (tx) =>
		tx
			.selectFrom("workspace")
			.innerJoin("workspace_membership", "workspace_membership.workspace_id", "workspace.id")
			.innerJoin("git_provider", "git_provider.id", "workspace.git_provider_id")
			.select((eb) => [
				"workspace.id",
				"workspace.slug as workspaceSlug",
				"workspace.display_name as displayName",
				"workspace.status",
				"workspace.account_login as accountLogin",
				"git_provider.type as providerType",
				"workspace_membership.role",
				isoInstant(eb.ref("workspace.created_at")).as("createdAt"),
			])
			.where("workspace_membership.account_id", "=", accountId)
			.where("workspace.status", "=", "ACTIVE")
			.orderBy(sql`lower(workspace.display_name)`)
			.orderBy("workspace.slug")
			.execute(),
	);
}
