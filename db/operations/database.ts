import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { DB } from "../schema.gen.ts";

export type Database = Kysely<DB>;
/** A transaction in which one workspace's rows (or, through the named door, every workspace's) are visible. */
export type TenantTransaction = Transaction<DB> & { readonly __tenant: true };

export interface DatabaseAddress {
	/** `postgresql://host:port/name`, without credentials. */
	url: string;
	username: string;
	password: string;
	/** Connections the pool may hold; 10 unless given. */
	maxConnections?: number;
	/** Shown in pg_stat_activity. */
	applicationName?: string;
	/** Told when an idle connection loses its server; the next query reports it to whoever asks. */
	onError?(error: Error): void;
}

const BIGINT_OID = 20;
const NUMERIC_OID = 1700;
// Ids and provider ids stay below 2^53, amounts below 15 digits, so numbers are exact and JSON-safe.
const types: pg.CustomTypesConfig = {
	getTypeParser: (oid, format) =>
		oid === BIGINT_OID || oid === NUMERIC_OID ? Number : pg.types.getTypeParser(oid, format),
};

// node-postgres lets a connection string override `user` and `password`, so they travel inside it.
function withCredentials({ url, username, password }: DatabaseAddress): string {
	const full = new URL(url);
	full.username = encodeURIComponent(username);
	full.password = encodeURIComponent(password);
	return full.href;
}

/** A connection pool for one address; numbers, dates and JSON arrive as JavaScript values. End it with `pool.end()`. */
export function createPool(address: DatabaseAddress): pg.Pool {
	const pool = new pg.Pool({
		connectionString: withCredentials(address),
		max: address.maxConnections ?? 10,
		application_name: address.applicationName ?? "hephaestus",
		types,
	});
	// Without a listener the event would end the process.
	pool.on("error", (error) => address.onError?.(error));
	return pool;
}

/** The typed query builder over a pool of its own; `destroy()` closes it. */
export function createDatabase(address: DatabaseAddress): Database {
	return new Kysely<DB>({ dialect: new PostgresDialect({ pool: createPool(address) }) });
}
