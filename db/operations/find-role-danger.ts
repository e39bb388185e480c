import { sql } from "kysely";
import type { Database } from "./database.ts";

/**
 * Why row-level security would not hold for the role that `db` is signed in as, in words for an operator; null when it
 * holds. PostgreSQL skips the policies for superusers, for roles with BYPASSRLS, and for whoever owns a table.
 */
export async function findRoleDanger(db: Database): Promise<string | null> {
	const { rows } = await sql<{ superuser: boolean; bypasses: boolean; owns: boolean }>`
		select rolsuper as superuser, rolbypassrls as bypasses, exists (
			select 1 from pg_class
			where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
				and pg_has_role(current_user, relowner, 'usage')
		) as owns
		from pg_roles where rolname = current_user`.execute(db);
	const [role] = rows;
	if (role?.superuser) return "is a superuser";
	if (role?.bypasses) return "has BYPASSRLS";
	return role?.owns ? "owns the tables" : null;
}
