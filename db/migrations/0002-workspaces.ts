import { type Kysely, sql } from "kysely";
import { grantToApp, protectTenantTable } from "../operations/tenancy-ddl.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
	await grantToApp(db, "workspace");
	for (const table of [
		"workspace_membership",
		"connection",
		"connection_audit",
		"rate_budget",
		"sync_run",
		"audit_event",
	])
		await protectTenantTable(db, table);
}

const statements = [
	`create table workspace (
		id bigint generated always as identity primary key,
		slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,49}[a-z0-9]$'),
		display_name text not null check (length(display_name) between 1 and 120),
		status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED', 'PURGED')),
		git_provider_id bigint not null references git_provider,
		account_login text not null,
		account_type text not null default 'ORG' check (account_type in ('ORG', 'USER')),
		practices_enabled boolean not null default true,
		practice_review_auto_trigger_enabled boolean not null default true,
		practice_review_manual_trigger_enabled boolean not null default true,
		run_for_all_users boolean,
		skip_drafts boolean,
		deliver_to_merged boolean,
		cooldown_minutes integer check (cooldown_minutes between 0 and 1440),
		autonomy text not null default 'HUMAN_APPROVAL' check (autonomy in ('OFF', 'HUMAN_APPROVAL', 'AUTOMATIC')),
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now()
	)`,
	`create table workspace_membership (
		workspace_id bigint not null references workspace on delete cascade,
		account_id bigint not null references account on delete cascade,
		role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER')),
		created_at timestamptz not null default now(),
		primary key (workspace_id, account_id)
	)`,
	`create table connection (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		kind text not null check (kind in ('GITHUB', 'GITLAB', 'SLACK')),
		type text not null check (type in ('GITHUB_APP', 'GITHUB_PAT', 'GITLAB', 'SLACK')),
		state text not null check (state in ('PENDING', 'ACTIVE', 'SUSPENDED', 'UNINSTALLED')),
		state_reason text,
		instance_key text not null,
		server_url text not null,
		config jsonb not null default '{}',
		credential_sealed bytea,
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now(),
		unique (workspace_id, kind, instance_key)
	)`,
	`create unique index connection_one_active_scm on connection (workspace_id)
		where state = 'ACTIVE' and kind in ('GITHUB', 'GITLAB')`,
	`create table connection_audit (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		connection_id bigint not null references connection on delete cascade,
		event_type text not null,
		from_state text,
		to_state text,
		actor_kind text not null check (actor_kind in ('ADMIN', 'USER', 'SYSTEM', 'GITHUB_WEBHOOK')),
		actor_account_id bigint references account on delete set null,
		correlation_id text not null,
		occurred_at timestamptz not null default now(),
		unique (connection_id, event_type, correlation_id)
	)`,
	`create table rate_budget (
		workspace_id bigint not null references workspace on delete cascade,
		connection_id bigint not null references connection on delete cascade,
		resource text not null,
		limit_points integer not null,
		remaining_points integer not null,
		resets_at timestamptz not null,
		observed_at timestamptz not null default now(),
		primary key (connection_id, resource)
	)`,
	`create table sync_run (
		id uuid primary key,
		workspace_id bigint not null references workspace on delete cascade,
		trigger text not null check (trigger in ('CREATED', 'SCHEDULE', 'MANUAL', 'STARTUP')),
		state text not null default 'RUNNING' check (state in ('RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
		repositories_total integer not null default 0,
		repositories_done integer not null default 0,
		rows_changed integer not null default 0,
		error text,
		started_at timestamptz not null default now(),
		finished_at timestamptz
	)`,
	`create index sync_run_newest on sync_run (workspace_id, started_at desc)`,
	`create table audit_event (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		action text not null,
		actor_account_id bigint references account on delete set null,
		before jsonb,
		after jsonb,
		occurred_at timestamptz not null default now()
	)`,
];
