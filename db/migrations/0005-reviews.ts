import { type Kysely, sql } from "kysely";
import { grantToApp, protectTenantTable } from "../operations/tenancy-ddl.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
	for (const table of ["instance", "sandbox_host"]) await grantToApp(db, table);
	for (const table of tables) await protectTenantTable(db, table);
}

const tables = [
	"agent_config",
	"practice_area",
	"practice",
	"practice_revision",
	"review",
	"review_stage",
	"review_diff",
	"review_finding",
	"admission_decision",
	"observation",
	"feedback",
	"feedback_observation",
	"feedback_placement",
	"llm_call",
];

const statements = [
	// Tells this instance from others that share a container engine with it.
	`create table instance (
		is_only boolean primary key default true check (is_only),
		id uuid not null default gen_random_uuid()
	)`,
	`insert into instance default values`,
	`create table sandbox_host (
		name text primary key,
		task_queue text not null,
		engine_version text,
		image text not null,
		capacity integer not null,
		problem text,
		last_seen_at timestamptz not null default now()
	)`,
	`create table agent_config (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		name text not null check (length(name) between 1 and 100),
		enabled boolean not null default false,
		seeded_from_env boolean not null default false,
		llm_provider text not null check (llm_provider in ('ANTHROPIC', 'OPENAI', 'AZURE_OPENAI')),
		model_name text not null,
		llm_base_url text,
		llm_api_key_sealed bytea,
		timeout_seconds integer not null default 600 check (timeout_seconds between 61 and 3600),
		max_concurrent_jobs integer not null default 3 check (max_concurrent_jobs between 1 and 10),
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now(),
		unique (workspace_id, name)
	)`,
	`create table practice_area (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		slug text not null, name text not null, description text, icon text, color text,
		is_active boolean not null default true, display_order integer not null default 0,
		created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
		unique (workspace_id, slug)
	)`,
	`create table practice (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		area_id bigint references practice_area on delete set null,
		slug text not null, name text not null,
		artifact_type text not null default 'PULL_REQUEST' check (artifact_type in ('PULL_REQUEST', 'ISSUE')),
		trigger_events jsonb not null, criteria text not null,
		why_it_matters text, what_good_looks_like text,
		is_defect_detector boolean not null default false,
		is_active boolean not null default true, display_order integer not null default 0,
		created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
		unique (workspace_id, slug)
	)`,
	`create table practice_revision (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		practice_id bigint not null references practice on delete cascade,
		revision_number integer not null check (revision_number >= 1),
		criteria text not null, created_at timestamptz not null default now(),
		unique (practice_id, revision_number)
	)`,
	`create table review (
		id uuid primary key,
		workspace_id bigint not null references workspace on delete cascade,
		repository_id bigint not null references repository on delete cascade,
		issue_id bigint not null references issue on delete cascade,
		artifact_type text not null default 'PULL_REQUEST' check (artifact_type in ('PULL_REQUEST', 'ISSUE')),
		workflow_id text not null,
		trigger text not null,
		requested_by_account_id bigint references account on delete set null,
		head_sha text not null,
		agent_config_id bigint references agent_config on delete set null,
		config_snapshot jsonb not null default '{}',
		status text not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELLED')),
		stage text not null default 'QUEUED' check (stage in
			('QUEUED', 'WAITING_FOR_SANDBOX', 'PREPARING', 'REVIEWING', 'VALIDATING', 'COMPOSING', 'DELIVERING', 'DONE')),
		delivery_status text check (delivery_status in ('PENDING', 'AWAITING_APPROVAL', 'DELIVERED', 'SUPPRESSED', 'FAILED')),
		delivery_reason text,
		sandbox_host text, sandbox_reserved_at timestamptz,
		error_message text, error_next_step text,
		llm_total_calls integer not null default 0, llm_total_input_tokens integer not null default 0,
		llm_total_output_tokens integer not null default 0, llm_cost_usd numeric(12, 6) default 0,
		created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz
	)`,
	`create index review_by_artifact on review (workspace_id, issue_id, created_at desc)`,
	`create index review_newest on review (workspace_id, created_at desc)`,
	`create table review_stage (
		workspace_id bigint not null references workspace on delete cascade,
		review_id uuid not null references review on delete cascade,
		stage text not null, started_at timestamptz not null default now(), finished_at timestamptz, detail text,
		primary key (review_id, stage)
	)`,
	`create table admission_decision (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		issue_id bigint not null references issue on delete cascade,
		request_id text not null, asked_in_run text not null,
		trigger text not null, outcome text not null check (outcome in ('ADMIT', 'WAIT', 'REFUSE')),
		reason text not null, wait_until timestamptz, review_id uuid references review on delete set null,
		requested_by_account_id bigint references account on delete set null,
		decided_at timestamptz not null default now(),
		unique (issue_id, request_id)
	)`,
	`create table review_diff (
		review_id uuid primary key references review on delete cascade,
		workspace_id bigint not null references workspace on delete cascade,
		base_sha text not null, head_sha text not null, patch text not null
	)`,
	`create table review_finding (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		review_id uuid not null references review on delete cascade,
		digest text not null, finding jsonb not null, reported_at timestamptz not null default now(),
		unique (review_id, digest)
	)`,
	`create table observation (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		review_id uuid not null references review on delete cascade,
		occurrence_key text not null, recurrence_key text not null,
		practice_id bigint references practice on delete cascade,
		practice_revision_id bigint references practice_revision on delete set null,
		issue_id bigint not null references issue on delete cascade,
		about_user_id bigint references scm_user on delete set null,
		title text not null,
		presence text not null check (presence in ('PRESENT', 'ABSENT', 'NOT_APPLICABLE')),
		assessment text check (assessment in ('GOOD', 'BAD')),
		severity text check (severity in ('CRITICAL', 'MAJOR', 'MINOR', 'INFO')),
		confidence real not null check (confidence between 0 and 1),
		evidence jsonb not null default '{}', reasoning text not null, guidance text not null,
		observed_at timestamptz not null default now(),
		unique (workspace_id, occurrence_key),
		check ((presence = 'NOT_APPLICABLE') = (assessment is null)),
		check (severity is null or assessment = 'BAD')
	)`,
	`create index observation_review on observation (review_id)`,
	`create table feedback (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		review_id uuid not null references review on delete cascade,
		issue_id bigint not null references issue on delete cascade,
		recipient_user_id bigint references scm_user on delete set null,
		channel text not null default 'IN_CONTEXT',
		delivery_state text not null check (delivery_state in
			('PREPARED', 'AWAITING_APPROVAL', 'DELIVERED', 'SUPERSEDED', 'SUPPRESSED', 'DISCARDED', 'FAILED')),
		suppression_reason text, body text not null, composed jsonb not null default '{}',
		created_at timestamptz not null default now(), delivered_at timestamptz,
		approved_by_account_id bigint references account on delete set null, approved_at timestamptz,
		unique (review_id, channel)
	)`,
	`create table feedback_observation (
		workspace_id bigint not null references workspace on delete cascade,
		feedback_id bigint not null references feedback on delete cascade,
		observation_id bigint not null references observation on delete cascade,
		role text not null check (role in ('PRIMARY', 'SUPPORTING')), ordinal integer not null,
		primary key (feedback_id, observation_id)
	)`,
	`create table feedback_placement (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		feedback_id bigint not null references feedback on delete cascade,
		placement text not null check (placement in ('SUMMARY', 'INLINE')),
		recurrence_key text, path text, start_line integer, end_line integer,
		disposition text not null check (disposition in ('POSTED', 'EDITED', 'FELL_BACK', 'PRESERVED_EXISTING', 'FAILED')),
		posted_comment_ref text, html_url text, body text not null
	)`,
	`create table llm_call (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		review_id uuid not null references review on delete cascade,
		provider text not null, model text not null, status_code integer not null,
		input_tokens integer not null default 0, output_tokens integer not null default 0,
		cache_read_tokens integer not null default 0, cache_write_tokens integer not null default 0,
		cost_usd numeric(12, 6), duration_ms integer not null,
		called_at timestamptz not null default now()
	)`,
];
