import type { TenantTransaction } from "../operations/database.ts";
import type { Sealer } from "../operations/sealer.ts";

/** What reaches GitHub; its JSON is what `connection.credential_sealed` holds. */
export type GitHubCredential = { type: "GITHUB_PAT"; token: string } | { type: "GITHUB_APP"; installationId: number };

interface NewConnection {
	workspaceId: number;
	serverUrl: string;
	accountLogin: string;
	credential: GitHubCredential;
	actorAccountId: number;
}

/**
 * Adds an active connection with its audit line. The credential is sealed to the row's id, so the row comes first and
 * the sealed value second, in the same transaction.
 */
export async function insertGitHubConnection(
	tx: TenantTransaction,
	sealer: Sealer,
	{ workspaceId, serverUrl, accountLogin, credential, actorAccountId }: NewConnection,
): Promise<void> {
	const isApp = credential.type === "GITHUB_APP";
	const { id } = await tx
		.insertInto("connection")
		.values({
			workspace_id: workspaceId,
			kind: "GITHUB",
			type: credential.type,
			state: "ACTIVE",
			instance_key: isApp ? String(credential.installationId) : "pat",
			server_url: serverUrl,
			config: JSON.stringify({
				type: credential.type,
				orgLogin: accountLogin,
				serverUrl,
				...(isApp && { installationId: credential.installationId }),
			}),
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	await tx
		.updateTable("connection")
		.set({ credential_sealed: sealer.seal(JSON.stringify(credential), `connection:${id}:credential`) })
		.where("id", "=", id)
		.execute();
	await tx
		.insertInto("connection_audit")
		.values({
			workspace_id: workspaceId,
			connection_id: id,
			event_type: isApp ? "INSTALL_BIND" : "PAT_PROVISIONED",
			to_state: "ACTIVE",
			actor_kind: "USER",
			actor_account_id: actorAccountId,
			correlation_id: `workspace-${workspaceId}`,
		})
		.execute();
}
