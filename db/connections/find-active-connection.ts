import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

/** A workspace's one active connection to a forge, credential sealed. */
export interface ActiveConnection {
	id: number;
	workspaceId: number;
	kind: "GITHUB" | "GITLAB";
	serverUrl: string;
	gitProviderId: number;
	accountLogin: string;
	accountType: "ORG" | "USER";
	credentialSealed: Uint8Array | null;
	/** Why it needs attention, when it does. */
	stateReason: string | null;
	updatedAt: Date;
}

/** The connection through which the workspace reads its forge; null when there is none, or the workspace is not active. */
export async function findActiveConnection(db: Database, workspaceId: number): Promise<ActiveConnection | null> {
	const row = await withWorkspace(db, workspaceId, (tx) =>
		tx
			.selectFrom("connection")
			.innerJoin("workspace", "workspace.id", "connection.workspace_id")
			.select([
				"connection.id",
				"connection.kind",
				"connection.server_url",
				"connection.credential_sealed",
				"connection.state_reason",
				"connection.updated_at",
				"workspace.git_provider_id",
				"workspace.account_login",
				"workspace.account_type",
			])
			.where("workspace.id", "=", workspaceId)
			.where("workspace.status", "=", "ACTIVE")
			.where("connection.state", "=", "ACTIVE")
			.where("connection.kind", "in", ["GITHUB", "GITLAB"])
			.executeTakeFirst(),
	);
	if (row === undefined) return null;
	return {
		id: row.id,
		workspaceId,
		kind: row.kind === "GITLAB" ? "GITLAB" : "GITHUB",
		serverUrl: row.server_url,
		gitProviderId: row.git_provider_id,
		accountLogin: row.account_login,
		accountType: row.account_type === "USER" ? "USER" : "ORG",
		credentialSealed: row.credential_sealed,
		stateReason: row.state_reason,
		updatedAt: row.updated_at,
	};
}
