import { type Kysely, sql } from "kysely";
import { grantToApp, INTAKE_ROLE } from "../operations/tenancy-ddl.ts";

/**
 * The inbox belongs to the instance: intake accepts a delivery before anyone knows which workspaces mirror its
 * repository. Its receiver may add rows and read what the unique key needs, nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table webhook_delivery (
		id bigint generated always as identity primary key,
		kind text not null check (kind in ('GITHUB', 'GITLAB', 'SLACK')),
		delivery_id text not null,
		lane text not null,
		event text not null,
		action text,
		repository_name text,
		body bytea not null,
		state text not null default 'RECEIVED' check (state in ('RECEIVED', 'PROCESSED', 'IGNORED', 'POISON')),
		attempts integer not null default 0,
		error text,
		received_at timestamptz not null default now(),
		processed_at timestamptz,
		unique (kind, delivery_id)
	)`.execute(db);
	await sql`create index webhook_delivery_waiting on webhook_delivery (lane, id) where state = 'RECEIVED'`.execute(db);
	await grantToApp(db, "webhook_delivery");
	await sql`grant insert, select (id, kind, delivery_id) on webhook_delivery to ${sql.ref(INTAKE_ROLE)}`.execute(db);
}
