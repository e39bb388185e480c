import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";

export type InstallationState = "ACTIVE" | "SUSPENDED" | "UNINSTALLED";

const FROM: Record<InstallationState, ("PENDING" | "ACTIVE" | "SUSPENDED")[]> = {
	ACTIVE: ["SUSPENDED"],
	SUSPENDED: ["ACTIVE"],
	UNINSTALLED: ["PENDING", "ACTIVE", "SUSPENDED"],
};
const REASONS: Record<InstallationState, string | null> = {
	ACTIVE: null,
	SUSPENDED: "GitHub suspended the App's installation; an owner of the organisation can lift that in its settings.",
	UNINSTALLED: "The GitHub App was uninstalled from the organisation; install it again and connect the workspace anew.",
};
const EVENTS: Record<InstallationState, string> = {
	ACTIVE: "INSTALL_UNSUSPENDED",
	SUSPENDED: "INSTALL_SUSPENDED",
	UNINSTALLED: "INSTALL_DELETED",
};

/**
 * Moves every connection of an installation of the GitHub App into the state that GitHub told, with its audit line; an
 * uninstalled one loses its credential and never comes back. Returns the workspaces it concerns; telling twice changes
 * nothing. A workspace that has another active connection keeps that one.
 */
export async function changeInstallationState(
	db: Database,
	{ installationId, state, correlationId }: { installationId: number; state: InstallationState; correlationId: string },
): Promise<{ workspaceId: number }[]> {
	return await acrossWorkspaces(db, "follow an installation's state", async (tx) => {
		const found = await tx
			.selectFrom("connection")
			.select(["id", "workspace_id", "state"])
			.where("type", "=", "GITHUB_APP")
			.where("instance_key", "=", String(installationId))
			.where("state", "in", FROM[state])
			.where((eb) =>
				eb.or([
					eb.val(state !== "ACTIVE"),
					eb.not(
						eb.exists(
							eb
								.selectFrom("connection as other")
								.select("other.id")
								.whereRef("other.workspace_id", "=", "connection.workspace_id")
								.where("other.state", "=", "ACTIVE")
								.where("other.kind", "in", ["GITHUB", "GITLAB"]),
						),
					),
				]),
			)
			.forUpdate()
			.execute();
		for (const connection of found) {
			await tx
				.updateTable("connection")
				.set({ state, state_reason: REASONS[state], updated_at: sql<Date>`now()` })
				.$if(state === "UNINSTALLED", (query) => query.set({ credential_sealed: null }))
				.where("id", "=", connection.id)
				.execute();
			await tx
				.insertInto("connection_audit")
				.values({
					workspace_id: connection.workspace_id,
					connection_id: connection.id,
					event_type: EVENTS[state],
					from_state: connection.state,
					to_state: state,
					actor_kind: "GITHUB_WEBHOOK",
					correlation_id: correlationId,
				})
				.onConflict((conflict) => conflict.doNothing())
				.execute();
			await notify(tx, { workspaceId: connection.workspace_id, type: "sync", id: String(connection.id) });
		}
		return found.map(({ workspace_id }) => ({ workspaceId: workspace_id }));
	});
}
