import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

// Hosts report every few seconds.
const FRESH = sql<Date>`now() - interval '30 seconds'`;
const NO_HOST = "No worker with a container engine runs; the review starts by itself once one does";

/**
 * Says on a review that waits for a sandbox why it does, and returns it: no host, what is wrong with the hosts, or, where
 * a host works, what that host said when it refused (all its places are taken).
 */
export async function explainSandboxWait(
	db: Database,
	{ workspaceId, reviewId }: { workspaceId: number; reviewId: string },
): Promise<string | null> {
	const hosts = await db
		.selectFrom("sandbox_host")
		.select(["name", "problem"])
		.where("last_seen_at", ">", FRESH)
		.execute();
	const problems = hosts.flatMap(({ name, problem }) => (problem === null ? [] : [`on ${name} ${problem}`]));
	const isBusy = hosts.length > problems.length;
	const reason = isBusy ? null : problems.length === 0 ? NO_HOST : `The review waits: ${problems.join("; ")}`;
	return await withWorkspace(db, workspaceId, async (tx) => {
		const stage = tx
			.updateTable("review_stage")
			.set((eb) => ({ detail: reason ?? eb.ref("detail") }))
			.where("review_id", "=", reviewId)
			.where("stage", "=", "WAITING_FOR_SANDBOX")
			.where("finished_at", "is", null)
			.returning("detail");
		const row = await stage.executeTakeFirst();
		if (reason !== null) await notify(tx, { workspaceId, type: "review", id: reviewId });
		return row?.detail ?? null;
	});
}
