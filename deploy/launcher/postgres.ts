import { execFile } from "node:child_process";
import { chown, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type Child, settlesWithin, startChild } from "./child-process.ts";
import type { LogFile } from "./log-file.ts";
import { machineEnvironment } from "./machine-environment.ts";
import { PartFailed, type Progress } from "./part.ts";
import { holdsCluster, placePostgresFolder } from "./postgres-folder.ts";
import { findPostgresPrograms, type PostgresPrograms } from "./postgres-programs.ts";

const READY_WITHIN_MS = 60_000;

export interface PostgresOptions {
	/** The cluster's folder; made at the first start. */
	folder: string;
	port: number;
	/** Of the superuser `postgres`, set when the cluster is made. */
	password: string;
	/** Off for throw-away clusters: no fsync, twice as fast. */
	durable: boolean;
	log: LogFile;
}

export interface RunningPostgres {
	version: string;
	/** `127.0.0.1:port`. */
	hostAndPort: string;
	child: Child;
	/** A connection as superuser; end it with `end()`. Throws PartFailed when the password is refused. */
	connect(database?: string): Promise<pg.Client>;
	stop(graceMs: number): Promise<void>;
}

/** Starts the embedded PostgreSQL, making its cluster at the first start. It listens on 127.0.0.1 only. */
export async function startPostgres(options: PostgresOptions, progress: Progress): Promise<RunningPostgres> {
	const programs = await findPostgresPrograms();
	const place = await placePostgresFolder(options.folder, programs.user);
	if (await holdsCluster(place)) await refuseOtherMajor(place, programs.version);
	else await makeCluster(programs, place, options, progress);
	progress("starting");
	const child = await startChild({
		name: "PostgreSQL",
		command: programs.postgres,
		args: ["-D", place, ...settings(options).flatMap((setting) => ["-c", setting])],
		...programs.user,
		cwd: place,
		env: { ...machineEnvironment(), LC_ALL: "C" },
		stopSignal: "SIGINT",
		log: options.log,
	});
	const connect = (database = "postgres") => connectAs(options, database);
	await untilReady(child, options);
	return {
		version: programs.version,
		hostAndPort: `127.0.0.1:${options.port}`,
		child,
		connect,
		stop: async (graceMs) => await child.stop(graceMs),
	};
}

function settings({ port, durable }: PostgresOptions): string[] {
	const always = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
	return durable ? always : [...always, "fsync=off", "synchronous_commit=off", "full_page_writes=off"];
}

async function makeCluster(
	programs: PostgresPrograms,
	place: string,
	options: PostgresOptions,
	progress: Progress,
): Promise<void> {
	progress("making the database cluster");
	const passwordFile = `${place}.password`;
	await writeFile(passwordFile, options.password, { mode: 0o600 });
	const { uid, gid } = programs.user;
	if (uid !== undefined && gid !== undefined) await chown(passwordFile, uid, gid);
	const sync = options.durable ? [] : ["--no-sync"];
	const how = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--username=postgres", ...sync];
	try {
		await promisify(execFile)(programs.initdb, [`--pgdata=${place}`, `--pwfile=${passwordFile}`, ...how], {
			...programs.user,
			env: machineEnvironment(),
			cwd: "/",
		});
	} catch (cause) {
		throw new PartFailed("PostgreSQL", `The cluster could not be made in ${place}: ${String(cause)}`, {
			remedy: "Check that the disk has room, or name another data folder with --data.",
			cause,
		});
	} finally {
		await rm(passwordFile, { force: true });
	}
}

async function refuseOtherMajor(place: string, version: string): Promise<void> {
	const made = (await readFile(join(place, "PG_VERSION"), "utf8")).trim();
	if (made === version.split(".")[0]) return;
	throw new PartFailed("PostgreSQL", `The data in ${place} was made by PostgreSQL ${made}; this is ${version}.`, {
		remedy: "Take the data over with pg_dump and pg_restore, or start over with `npm start -- --reset`.",
	});
}

async function untilReady(child: Child, options: PostgresOptions): Promise<void> {
	const ready = new Promise<void>((resolve) =>
		options.log.watch((line) => {
			if (line.includes("database system is ready to accept connections")) resolve();
		}),
	);
	const inTime = await settlesWithin(Promise.race([ready, child.exited]), READY_WITHIN_MS);
	const exited = await settlesWithin(child.exited, 0);
	if (inTime && !exited) return;
	await child.stop(2_000);
	throw new PartFailed("PostgreSQL", exited ? "It ended while starting." : "It did not become ready in a minute.", {
		remedy: "Its log says why; name your own server in DATABASE_URL, or start over with `npm start -- --reset`.",
		log: options.log.tail(8),
	});
}

async function connectAs({ port, password }: PostgresOptions, database: string): Promise<pg.Client> {
	const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database });
	try {
		await client.connect();
	} catch (cause) {
		throw new PartFailed("PostgreSQL", `The superuser could not sign in: ${String(cause)}`, {
			remedy: "The data folder's secrets.json does not belong to this cluster; restore it, or start over with --reset.",
			cause,
		});
	}
	return client;
}
