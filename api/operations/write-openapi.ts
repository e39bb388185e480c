import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describeApi } from "./openapi.ts";

export const OPENAPI_FILE = fileURLToPath(new URL("../openapi.json", import.meta.url));

/** The document as it is committed. */
export function openApiText(): string {
	return `${JSON.stringify(describeApi(), null, "\t")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(OPENAPI_FILE, openApiText());
