import { type Kysely, sql } from "kysely";
import type { DB } from "../schema.gen.ts";

/** What changed, for pages that are open: an id only, so that readers refetch through their own permissions. */
export interface LiveEvent {
	workspaceId: number;
	type: "sync" | "pull-request" | "review";
	id: string;
}

export const LIVE_EVENTS_CHANNEL = "hephaestus_events";

/** Tells listeners after the transaction commits; PostgreSQL folds equal messages of one transaction into one. */
export async function notify(tx: Kysely<DB>, event: LiveEvent): Promise<void> {
	await sql`select pg_notify(${LIVE_EVENTS_CHANNEL}, ${JSON.stringify(event)})`.execute(tx);
}
