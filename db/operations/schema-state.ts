import { sql } from "kysely";
import type { Database } from "./database.ts";
import { MIGRATION_NAMES } from "./migrate.ts";

/** Whether every migration this code knows has been applied; false too when the schema is not there at all. */
export async function isSchemaCurrent(db: Database): Promise<boolean> {
	const table = await sql<{ found: boolean }>`
		select coalesce(has_table_privilege(to_regclass('public.kysely_migration'), 'select'), false) as found`.execute(db);
	if (table.rows[0]?.found !== true) return false;
	const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
	const names = new Set(applied.rows.map(({ name }) => name));
	return MIGRATION_NAMES.every((name) => names.has(name));
}
