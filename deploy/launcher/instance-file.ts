import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { processIdentity } from "./process-identity.ts";

const instanceFileSchema = z.object({
	pid: z.int(),
	identity: z.string().optional(),
	startedAt: z.string(),
	urls: z.record(z.string(), z.string()),
	/** The environment of the API and the worker: how the command line reaches the same database and Temporal. */
	environment: z.record(z.string(), z.string()),
	processes: z.array(z.object({ name: z.string(), pid: z.int(), identity: z.string().optional() })),
});
/** What a running instance says about itself to the command line and to the next start; mode 0600, it holds secrets. */
export type InstanceFile = z.infer<typeof instanceFileSchema>;

const pathIn = (dataFolder: string) => join(dataFolder, "instance.json");

export async function writeInstanceFile(dataFolder: string, content: InstanceFile): Promise<void> {
	await mkdir(dataFolder, { recursive: true });
	const path = pathIn(dataFolder);
	await writeFile(`${path}.new`, `${JSON.stringify(content, null, "\t")}\n`, { mode: 0o600 });
	await rename(`${path}.new`, path);
}

/** What the data folder's last instance wrote, whether it still runs or not; undefined when there is none. */
export async function readInstanceFile(dataFolder: string): Promise<InstanceFile | undefined> {
	const text = await readFile(pathIn(dataFolder), "utf8").catch(() => undefined);
	if (text === undefined) return undefined;
	try {
		return instanceFileSchema.parse(JSON.parse(text));
	} catch {
		return undefined; // of a version that wrote it differently
	}
}

export async function removeInstanceFile(dataFolder: string): Promise<void> {
	await rm(pathIn(dataFolder), { force: true });
}

/** Whether the process that wrote the file still lives. */
export function isRunning(instance: InstanceFile): boolean {
	return instance.identity !== undefined && processIdentity(instance.pid) === instance.identity;
}
