import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readInstanceFile, removeInstanceFile } from "./instance-file.ts";
import { PartFailed } from "./part.ts";
import { removePostgresFolder } from "./postgres-folder.ts";
import { endLeftovers, processIdentity } from "./process-identity.ts";
import { unmountBelow } from "./unmount-below.ts";

const lockSchema = z.object({ pid: z.int(), identity: z.string().optional() });

export interface DataFolderLock {
	/** Names of processes that a killed run had left behind, ended now. */
	leftovers: string[];
	release(): Promise<void>;
}

/**
 * Takes the data folder for this process. Throws PartFailed when a living instance has it; the lock of a dead one is
 * taken over, and what that one left running is ended first.
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
	await mkdir(dataFolder, { recursive: true });
	const path = join(dataFolder, "lock");
	const release = async () => await rm(path, { force: true });
	const holder = await takeLock(path);
	if (holder === undefined) return { leftovers: [], release };
	if (holder.identity !== undefined && processIdentity(holder.pid) === holder.identity) {
		const instance = await readInstanceFile(dataFolder);
		const where = instance?.urls.app === undefined ? "" : `, at ${instance.urls.app}`;
		throw new PartFailed("Data folder", `An instance already runs in ${dataFolder} (pid ${holder.pid}${where}).`, {
			remedy: `Use that one, stop it with Ctrl-C or \`kill ${holder.pid}\`, or name another folder with --data and --port.`,
		});
	}
	const leftovers = await endLeftovers((await readInstanceFile(dataFolder))?.processes ?? []);
	await removeInstanceFile(dataFolder);
	await release();
	if ((await takeLock(path)) !== undefined) return await lockDataFolder(dataFolder); // another start was faster
	return { leftovers, release };
}

/** Writes our lock; answers who holds it when somebody does (`pid: 0` when the file cannot be read). */
async function takeLock(path: string): Promise<z.infer<typeof lockSchema> | undefined> {
	const ours = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) });
	try {
		await writeFile(path, ours, { flag: "wx", mode: 0o600 });
		return undefined;
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
		const text = await readFile(path, "utf8").catch(() => "");
		try {
			return lockSchema.parse(JSON.parse(text));
		} catch {
			return { pid: 0 };
		}
	}
}

/** Empties a data folder that we hold the lock of; downloaded programs stay, since they hold nobody's data. */
export async function resetDataFolder(dataFolder: string): Promise<void> {
	await removePostgresFolder(join(dataFolder, "postgres"));
	await unmountBelow(dataFolder);
	for (const entry of await readdir(dataFolder)) {
		if (entry !== "programs" && entry !== "lock") await rm(join(dataFolder, entry), { recursive: true, force: true });
	}
}
