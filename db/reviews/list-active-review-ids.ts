import type { Database } from "../operations/database.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";

/** Reviews that may have a container on a host now; every other container of the host is left over. */
export async function listActiveReviewIds(db: Database, input: { host: string }): Promise<Set<string>> {
	const rows = await acrossWorkspaces(db, "list reviews on a sandbox host", (tx) =>
		tx
			.selectFrom("review")
			.select("id")
			.where("sandbox_host", "=", input.host)
			.where("status", "in", ["QUEUED", "RUNNING"])
			.execute(),
	);
	return new Set(rows.map(({ id }) => id));
}
