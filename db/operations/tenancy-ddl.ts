import { type Kysely, sql } from "kysely";

/** Group roles that migrations grant to; login roles are members of one of them (see roles.ts). */
export const APP_ROLE = "hephaestus_app";
export const INTAKE_ROLE = "hephaestus_intake";

/**
 * Puts a table with a `workspace_id` column under row-level security and lets the application role use it.
 * Rows show only inside `withWorkspace` (its own workspace) or `acrossWorkspaces` (the named door).
 */
export async function protectTenantTable(db: Kysely<unknown>, table: string): Promise<void> {
	const name = sql.table(table);
	const visible = sql.raw(
		"workspace_id = nullif(current_setting('hephaestus.workspace', true), '')::bigint" +
			" or current_setting('hephaestus.door', true) = 'across-workspaces'",
	);
	await sql`alter table ${name} enable row level security`.execute(db);
	await sql`create policy tenant on ${name} using (${visible}) with check (${visible})`.execute(db);
	await grantToApp(db, table);
}

/** Lets the application role read and write a table that belongs to the whole instance. */
export async function grantToApp(db: Kysely<unknown>, table: string): Promise<void> {
	await sql`grant select, insert, update, delete on ${sql.table(table)} to ${sql.ref(APP_ROLE)}`.execute(db);
}
