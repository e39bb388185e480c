import { sql, type Transaction } from "kysely";
import type { DB } from "../schema.gen.ts";
import type { Database, TenantTransaction } from "./database.ts";

/**
 * Runs `work` in one transaction that sees and writes the rows of one workspace only; row-level security enforces it.
 * Everything commits together or, when `work` throws, not at all.
 */
export async function withWorkspace<T>(
	db: Database,
	workspaceId: number,
	work: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
	return await db.transaction().execute(async (tx) => {
		await sql`select set_config('hephaestus.workspace', ${String(workspaceId)}, true)`.execute(tx);
		return await work(asTenant(tx));
	});
}

/**
 * The one named door for work across workspaces (routing a delivery, listing one account's workspaces).
 * `reason` is shown by PostgreSQL as the transaction's application name, so an operator sees who passed.
 */
export async function acrossWorkspaces<T>(
	db: Database,
	reason: string,
	work: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
	return await db.transaction().execute(async (tx) => {
		await sql`select set_config('hephaestus.door', 'across-workspaces', true),
			set_config('application_name', ${`hephaestus: ${reason}`}, true)`.execute(tx);
		return await work(asTenant(tx));
	});
}

// The brand only records that the setting above was made; it has no runtime shape.
function asTenant(tx: Transaction<DB>): TenantTransaction {
	return tx as TenantTransaction;
}
