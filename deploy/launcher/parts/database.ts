import { join } from "node:path";
import { ensureRoles } from "@hephaestus/db/operations/roles.ts";
import pg from "pg";
import { DATABASE } from "../environment.ts";
import { keepRunning } from "../keep-running.ts";
import { borrowedPart, type Part, PartFailed, type Progress, type RunningPart } from "../part.ts";
import { type RunningPostgres, startPostgres } from "../postgres.ts";
import type { Context } from "./context.ts";

const NAME = "PostgreSQL";

/** The database: the operator's when DATABASE_URL names one, else the embedded PostgreSQL with its three roles. */
export function databasePart(context: Context): Part {
	const start = context.settings.embedded.postgres ? startEmbedded : checkOperators;
	return { name: NAME, after: [], required: true, start: async (progress) => await start(context, progress) };
}

async function startEmbedded(context: Context, progress: Progress): Promise<RunningPart> {
	const { settings, secrets } = context;
	const log = context.log("postgres");
	const kept = await keepRunning({
		name: NAME,
		start: async () =>
			await startPostgres(
				{
					folder: join(settings.dataFolder, "postgres"),
					port: settings.ports.postgres,
					password: secrets.postgresSuperuser,
					durable: true,
					log,
				},
				progress,
			),
		tell: context.screen.note,
		onRestart: context.onRestart,
	});
	try {
		await prepareDatabase(kept.first, context);
	} catch (error) {
		await kept.stop(3_000);
		throw error;
	}
	return { version: kept.first.version, where: kept.first.hostAndPort, processes: kept.processes, stop: kept.stop };
}

async function prepareDatabase(server: RunningPostgres, { secrets }: Context): Promise<void> {
	const superuser = await server.connect();
	try {
		const found = await superuser.query("select 1 from pg_database where datname = $1", [DATABASE.name]);
		if (found.rowCount === 0) await superuser.query(`create database ${superuser.escapeIdentifier(DATABASE.name)}`);
	} finally {
		await superuser.end();
	}
	const owner = await server.connect(DATABASE.name);
	try {
		await ensureRoles(owner, DATABASE.name, {
			migrator: { username: DATABASE.migrator, password: secrets.postgresMigrator },
			app: { username: DATABASE.app, password: secrets.postgresApp },
			intake: { username: DATABASE.intake, password: secrets.postgresIntake },
		});
	} finally {
		await owner.end();
	}
}

async function checkOperators({ application }: Context): Promise<RunningPart> {
	const { DATABASE_URL = "", DATABASE_USERNAME, DATABASE_PASSWORD } = application;
	const { hostname, port, pathname } = new URL(DATABASE_URL);
	const client = new pg.Client({
		host: hostname,
		port: Number(port || 5432),
		database: pathname.slice(1),
		user: DATABASE_USERNAME,
		password: DATABASE_PASSWORD,
		connectionTimeoutMillis: 10_000,
	});
	try {
		await client.connect();
		const { rows } = await client.query<{ server_version: string }>("show server_version");
		return borrowedPart(rows[0]?.server_version ?? "", `${hostname}:${port || 5432}, from DATABASE_URL`);
	} catch (cause) {
		throw new PartFailed(NAME, `The database of DATABASE_URL refuses us: ${String(cause)}`, {
			remedy: "Check DATABASE_URL, DATABASE_USERNAME and DATABASE_PASSWORD, or unset them to use the embedded one.",
			cause,
		});
	} finally {
		await client.end().catch(() => undefined);
	}
}
