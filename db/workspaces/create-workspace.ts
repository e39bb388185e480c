import { ensureGitProvider } from "../identity/ensure-git-provider.ts";
import type { Database, TenantTransaction } from "../operations/database.ts";
import type { Sealer } from "../operations/sealer.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";
import { type GitHubCredential, insertGitHubConnection } from "./insert-github-connection.ts";

export class SlugTaken extends Error {
	override readonly name = "SlugTaken";
}

export interface NewWorkspace {
	slug: string;
	displayName: string;
	accountLogin: string;
	accountType: "ORG" | "USER";
	ownerAccountId: number;
	serverUrl: string;
	credential: GitHubCredential;
	/** What it does with feedback; a person is asked first when not given. */
	autonomy?: "OFF" | "HUMAN_APPROVAL" | "AUTOMATIC";
}

/**
 * Makes a workspace with its owner and its active connection, and runs `furnish` for what it starts with; all of it
 * commits or none. Returns the workspace's id. Throws `SlugTaken`.
 */
export async function createWorkspace(
	db: Database,
	sealer: Sealer,
	input: NewWorkspace,
	furnish: (tx: TenantTransaction, workspaceId: number) => Promise<void>,
): Promise<number> {
	return await acrossWorkspaces(db, "create a workspace", async (tx) => {
		const workspaceId = await insertWorkspace(tx, input);
		await tx
			.insertInto("workspace_membership")
			.values({ workspace_id: workspaceId, account_id: input.ownerAccountId, role: "OWNER" })
			.execute();
		await insertGitHubConnection(tx, sealer, {
			workspaceId,
			serverUrl: input.serverUrl,
			accountLogin: input.accountLogin,
			credential: input.credential,
			actorAccountId: input.ownerAccountId,
		});
		await tx
			.insertInto("audit_event")
			.values({
				workspace_id: workspaceId,
				action: "WORKSPACE_CREATED",
				actor_account_id: input.ownerAccountId,
				after: JSON.stringify({
					slug: input.slug,
					accountLogin: input.accountLogin,
					connection: input.credential.type,
				}),
			})
			.execute();
		await furnish(tx, workspaceId);
		return workspaceId;
	});
}

async function insertWorkspace(tx: TenantTransaction, input: NewWorkspace): Promise<number> {
	const providerId = await ensureGitProvider(tx, { type: "GITHUB", serverUrl: input.serverUrl });
	const workspace = await tx
		.insertInto("workspace")
		.values({
			slug: input.slug,
			display_name: input.displayName,
			account_login: input.accountLogin,
			account_type: input.accountType,
			git_provider_id: providerId,
			...(input.autonomy === undefined ? {} : { autonomy: input.autonomy }),
		})
		.onConflict((conflict) => conflict.column("slug").doNothing())
		.returning("id")
		.executeTakeFirst();
	if (workspace === undefined) throw new SlugTaken(`The address ${input.slug} is taken.`);
	return workspace.id;
}
