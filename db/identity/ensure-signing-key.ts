import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import type { StoredSigningKey } from "./list-signing-keys.ts";

/**
 * Stores the key that `make` returns unless an active one exists. Replicas that start together take turns on an
 * advisory lock, so exactly one key is made.
 */
export async function ensureSigningKey(db: Database, make: () => Promise<StoredSigningKey>): Promise<void> {
	if (await hasActiveKey(db)) return;
	await db.transaction().execute(async (tx) => {
		await sql`select pg_advisory_xact_lock(hashtext('jwt_signing_key'))`.execute(tx);
		if (await hasActiveKey(tx)) return;
		const key = await make();
		await tx
			.insertInto("jwt_signing_key")
			.values({
				kid: key.kid,
				public_jwk: JSON.stringify(key.publicJwk),
				private_jwk_sealed: key.privateJwkSealed,
			})
			.execute();
	});
}

async function hasActiveKey(db: Pick<Database, "selectFrom">): Promise<boolean> {
	const key = await db
		.selectFrom("jwt_signing_key")
		.select("kid")
		.where("active", "=", true)
		.limit(1)
		.executeTakeFirst();
	return key !== undefined;
}
