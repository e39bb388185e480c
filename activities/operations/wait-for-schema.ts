import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@hephaestus/db/operations/database.ts";
import { isSchemaCurrent } from "@hephaestus/db/operations/schema-state.ts";
import type { Logger } from "pino";

const RETRY_MS = 1_000;

/** Waits until the database answers and its schema is the one this code needs; throws when `signal` aborts. */
export async function waitForSchema(db: Database, logger: Logger, signal: AbortSignal): Promise<void> {
	let told = "";
	for (;;) {
		const obstacle = await findObstacle(db);
		if (obstacle === null) return;
		if (obstacle.message !== told) logger.warn({ err: obstacle.cause }, obstacle.message);
		told = obstacle.message;
		await sleep(RETRY_MS, undefined, { signal });
	}
}

async function findObstacle(db: Database): Promise<{ message: string; cause?: unknown } | null> {
	try {
		if (await isSchemaCurrent(db)) return null;
		return { message: "The schema is not current yet; the API migrates it when DATABASE_MIGRATOR_* is set" };
	} catch (cause) {
		return { message: "PostgreSQL does not answer; check DATABASE_URL and its credentials", cause };
	}
}
