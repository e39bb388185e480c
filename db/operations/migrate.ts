import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import * as identity from "../migrations/0001-identity.ts";
import * as workspaces from "../migrations/0002-workspaces.ts";
import * as scm from "../migrations/0003-scm.ts";
import * as webhooks from "../migrations/0004-webhooks.ts";
import * as reviews from "../migrations/0005-reviews.ts";
import { createPool, type DatabaseAddress } from "./database.ts";
import { APP_ROLE } from "./tenancy-ddl.ts";

/** In order of their names; a released migration never changes. */
const migrations: Record<string, Migration> = {
	"0001-identity": identity,
	"0002-workspaces": workspaces,
	"0003-scm": scm,
	"0004-webhooks": webhooks,
	"0005-reviews": reviews,
};

export const MIGRATION_NAMES: readonly string[] = Object.keys(migrations);

export class MigrationFailed extends Error {
	override readonly name = "MigrationFailed";
}

/**
 * Brings the schema up to date as the migrator and returns the names applied now. Kysely takes an advisory lock and
 * runs all pending migrations in one transaction, so a failure leaves the old schema; it is thrown as MigrationFailed
 * naming the migration. `additional` is for tests.
 */
export async function migrateToLatest(
	address: DatabaseAddress,
	additional: Record<string, Migration> = {},
): Promise<string[]> {
	const pool = createPool({ ...address, maxConnections: 2, applicationName: "hephaestus: migrations" });
	const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
	try {
		const provider = { getMigrations: async () => ({ ...migrations, ...additional }) };
		const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
		if (error !== undefined) {
			const failed = results.find((result) => result.status === "Error")?.migrationName ?? "before the first migration";
			throw new MigrationFailed(
				`Migration ${failed} failed; the schema is as it was before. Mend the cause below and start again.`,
				{ cause: error },
			);
		}
		// The application only looks whether the schema is current (schema-state.ts).
		await sql`grant select on kysely_migration to ${sql.ref(APP_ROLE)}`.execute(db);
		return results.map((result) => result.migrationName);
	} finally {
		await db.destroy();
	}
}
