import { readFile, rename, writeFile } from "node:fs/promises";
import type { World } from "./world.ts";

interface Saved {
	counters: [string, number][];
	tables: Record<string, { id: number }[]>;
}

/** Reads a saved world into an empty one; false where none was saved. */
export async function loadWorld(world: World, path: string): Promise<boolean> {
	const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
		if (error.code === "ENOENT") return null;
		throw error;
	});
	if (text === null) return false;
	const saved = JSON.parse(text) as Saved;
	for (const [name, table] of Object.entries(world.tables())) {
		for (const row of saved.tables[name] ?? []) table.insert(row);
	}
	for (const [kind, last] of saved.counters) world.counters().set(kind, last);
	return true;
}

/** Writes the whole world, so that a crash leaves the old file or the new one. */
export async function saveWorld(world: World, path: string): Promise<void> {
	const tables = Object.entries(world.tables()).map(([name, table]) => [name, table.values()]);
	const saved = { counters: [...world.counters()], tables: Object.fromEntries(tables) };
	await writeFile(`${path}.new`, JSON.stringify(saved));
	await rename(`${path}.new`, path);
}
