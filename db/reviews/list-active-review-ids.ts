import type { Database } from "../operations/database.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";

/** Reviews that may have a container (or files) on a host now, or on any; whatever else is there is left over. */
export async function listActiveReviewIds(db: Database, input: { host?: string }): Promise<Set<string>> {
	const rows = await acrossWorkspaces(db, "list reviews on a sandbox host", (tx) =>
		tx
			.selectFrom("review")
			.select("id")
			.$if(input.host !== undefined, (query) => query.where("sandbox_host", "=", input.host ?? null))
			.where("status", "in", ["QUEUED", "RUNNING"])
			.execute(),
	);
	return new Set(rows.map(({ id }) => id));
}
