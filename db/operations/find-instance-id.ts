import type { Database } from "./database.ts";

/** The id that this instance got with its schema; no two instances have the same. */
export async function findInstanceId(db: Database): Promise<string> {
	const { id } = await db.selectFrom("instance").select("id").executeTakeFirstOrThrow();
	return id;
}
