import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { generate, getDialect } from "kysely-codegen";
import { createTestDatabase } from "../testing/postgres.ts";
import { createDatabase } from "./database.ts";

export const SCHEMA_FILE = fileURLToPath(new URL("../schema.gen.ts", import.meta.url));

/** The TypeScript of every table and column, read from a freshly migrated database. */
export async function generateSchema(): Promise<string> {
	const database = await createTestDatabase();
	const migrator = createDatabase(database.migrator);
	try {
		return await generate({
			db: migrator,
			dialect: getDialect("postgres"),
			excludePattern: "kysely_*",
			outFile: null,
			typeMapping: { int8: "number", numeric: "number", inet: "string" },
		});
	} finally {
		await migrator.destroy();
		await database.stop();
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(SCHEMA_FILE, await generateSchema());
