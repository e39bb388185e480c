import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

/**
 * Says why a connection needs attention, or (null) that it works again. The connection stays active: a provider refuses
 * a good credential now and then, and only a person decides to disconnect.
 */
export async function noteConnectionState(
	db: Database,
	input: { workspaceId: number; connectionId: number; reason: string | null },
): Promise<void> {
	await withWorkspace(db, input.workspaceId, async (tx) => {
		const result = await tx
			.updateTable("connection")
			.set({ state_reason: input.reason })
			.where("id", "=", input.connectionId)
			.where("state", "=", "ACTIVE")
			.where("state_reason", sql`is distinct from`, input.reason)
			.executeTakeFirst();
		if (result.numUpdatedRows > 0n)
			await notify(tx, { workspaceId: input.workspaceId, type: "sync", id: String(input.connectionId) });
	});
}
