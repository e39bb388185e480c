import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client, Connection } from "@temporalio/client";
import proto from "@temporalio/proto";

export const HISTORIES = join(dirname(fileURLToPath(import.meta.url)), "../histories");

const { History } = proto.temporal.api.history.v1;
const PLAIN = { longs: String, enums: String, bytes: String };

/** Reads a history that `recordHistory` saved. */
export async function readHistory(file: string) {
	return History.fromObject(JSON.parse(await readFile(join(HISTORIES, file), "utf8")));
}

/**
 * Saves what a workflow did, as a fixture that later code must be able to replay: `histories/{type}.{case}.json`. Record
 * before a change that old runs have to survive, and never record over one that a release may have written.
 */
export async function recordHistory(client: Client, workflowId: string, caseName: string): Promise<string> {
	const handle = client.workflow.getHandle(workflowId);
	const { type } = await handle.describe();
	const history = History.toObject(History.fromObject(await handle.fetchHistory()), PLAIN);
	const file = join(HISTORIES, `${type}.${caseName}.json`);
	await mkdir(HISTORIES, { recursive: true });
	await writeFile(file, `${JSON.stringify(history, withoutMachine, "\t")}\n`);
	return file;
}

const PROCESS = /^\d+@[^-]+/;

// Which process on which machine ran it, and from which folder, is nobody's business and replays the same without.
function withoutMachine(key: string, value: unknown): unknown {
	if (key === "stackTrace") return undefined;
	return typeof value === "string" ? value.replace(PROCESS, "1@worker") : value;
}

// As a program: node workflows/testing/record-history.ts ADDRESS NAMESPACE WORKFLOW_ID CASE
if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [address, namespace, workflowId, caseName] = process.argv.slice(2);
	if (address === undefined || namespace === undefined || workflowId === undefined || caseName === undefined)
		throw new Error("Usage: node workflows/testing/record-history.ts ADDRESS NAMESPACE WORKFLOW_ID CASE");
	const connection = await Connection.connect({ address });
	const file = await recordHistory(new Client({ connection, namespace }), workflowId, caseName);
	process.stdout.write(`${file}\n`);
	await connection.close();
}
