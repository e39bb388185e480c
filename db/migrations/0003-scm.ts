import { type Kysely, sql } from "kysely";
import { protectTenantTable } from "../operations/tenancy-ddl.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
	for (const table of tables) await protectTenantTable(db, table);
}

const tables = [
	"scm_user",
	"organization",
	"repository",
	"repository_sync",
	"label",
	"milestone",
	"issue",
	"pull_request",
	"issue_label",
	"issue_assignee",
	"pull_request_requested_reviewer",
	"issue_comment",
	"pull_request_review",
	"pull_request_review_thread",
	"pull_request_review_comment",
	"domain_event",
];

/**
 * Columns every mirrored row carries: its workspace, the identity the provider gave it, and its version. `updated_at`
 * is the provider's; its seconds are coarse, so `observed_at` (when we were told) decides between equal ones.
 */
const mirrored = `
	id bigint generated always as identity primary key,
	workspace_id bigint not null references workspace on delete cascade,
	git_provider_id bigint not null references git_provider,
	native_id bigint not null,
	node_id text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	observed_at timestamptz not null default now(),
	unique (workspace_id, git_provider_id, native_id)`;

const statements = [
	`create table scm_user (${mirrored},
		login text not null, name text, email text, avatar_url text, html_url text,
		type text not null default 'USER' check (type in ('USER', 'ORGANIZATION', 'BOT'))
	)`,
	`create index scm_user_login on scm_user (workspace_id, lower(login))`,
	`create table organization (${mirrored}, login text not null, name text, avatar_url text, html_url text)`,
	`create table repository (${mirrored},
		organization_id bigint references organization on delete set null,
		name text not null, name_with_owner text not null, default_branch text, description text, html_url text not null,
		is_private boolean not null default false, is_archived boolean not null default false,
		visibility text not null default 'UNKNOWN' check (visibility in ('PUBLIC', 'PRIVATE', 'INTERNAL', 'UNKNOWN')),
		is_monitored boolean not null default true, is_available boolean not null default true, pushed_at timestamptz
	)`,
	`create unique index repository_name on repository (workspace_id, git_provider_id, lower(name_with_owner))`,
	`create table repository_sync (
		workspace_id bigint not null references workspace on delete cascade,
		repository_id bigint not null references repository on delete cascade,
		part text not null check (part in ('LABELS', 'ISSUES', 'PULL_REQUESTS')),
		cursor text, scan_started_at timestamptz, synced_until timestamptz, rows_seen integer not null default 0, rows_total integer,
		state text not null default 'IDLE' check (state in ('IDLE', 'RUNNING', 'FAILED')), error text,
		updated_at timestamptz not null default now(),
		primary key (repository_id, part)
	)`,
	`create table label (${mirrored},
		repository_id bigint not null references repository on delete cascade,
		name text not null, color text not null, description text
	)`,
	`create table milestone (${mirrored},
		repository_id bigint not null references repository on delete cascade,
		number integer not null, title text not null, description text, state text not null, due_on timestamptz,
		unique (repository_id, number)
	)`,
	`create table issue (${mirrored},
		repository_id bigint not null references repository on delete cascade,
		issue_type text not null check (issue_type in ('ISSUE', 'PULL_REQUEST')),
		number integer not null, title text not null, body text,
		state text not null check (state in ('OPEN', 'CLOSED', 'MERGED')), state_reason text,
		html_url text not null, is_locked boolean not null default false, closed_at timestamptz,
		comments_count integer not null default 0,
		author_id bigint references scm_user on delete set null,
		milestone_id bigint references milestone on delete set null,
		unique (repository_id, number)
	)`,
	`create index issue_recent on issue (workspace_id, issue_type, updated_at desc)`,
	`create table pull_request (
		issue_id bigint primary key references issue on delete cascade,
		workspace_id bigint not null references workspace on delete cascade,
		is_draft boolean not null default false, merged_at timestamptz,
		additions integer not null default 0, deletions integer not null default 0,
		changed_files integer not null default 0, commits integer not null default 0,
		review_decision text, mergeable text,
		head_ref_name text not null, head_ref_oid text not null, base_ref_name text not null, base_ref_oid text,
		merge_commit_sha text, merged_by_id bigint references scm_user on delete set null
	)`,
	`create table issue_label (
		workspace_id bigint not null references workspace on delete cascade,
		issue_id bigint not null references issue on delete cascade,
		label_id bigint not null references label on delete cascade,
		primary key (issue_id, label_id)
	)`,
	`create table issue_assignee (
		workspace_id bigint not null references workspace on delete cascade,
		issue_id bigint not null references issue on delete cascade,
		user_id bigint not null references scm_user on delete cascade,
		primary key (issue_id, user_id)
	)`,
	`create table pull_request_requested_reviewer (
		workspace_id bigint not null references workspace on delete cascade,
		issue_id bigint not null references issue on delete cascade,
		user_id bigint not null references scm_user on delete cascade,
		primary key (issue_id, user_id)
	)`,
	`create table issue_comment (${mirrored},
		issue_id bigint not null references issue on delete cascade,
		author_id bigint references scm_user on delete set null,
		body text not null, html_url text not null, author_association text
	)`,
	`create table pull_request_review (${mirrored},
		issue_id bigint not null references issue on delete cascade,
		author_id bigint references scm_user on delete set null,
		state text not null check (state in ('COMMENTED', 'APPROVED', 'CHANGES_REQUESTED', 'PENDING', 'DISMISSED', 'UNKNOWN')),
		is_dismissed boolean not null default false, body text, html_url text not null,
		submitted_at timestamptz not null, commit_id text
	)`,
	`create table pull_request_review_thread (${mirrored},
		issue_id bigint not null references issue on delete cascade,
		state text not null default 'UNRESOLVED' check (state in ('RESOLVED', 'UNRESOLVED')),
		path text not null, line integer, start_line integer, side text not null default 'RIGHT',
		outdated boolean not null default false, resolved_by_id bigint references scm_user on delete set null
	)`,
	`create table pull_request_review_comment (${mirrored},
		issue_id bigint not null references issue on delete cascade,
		thread_id bigint not null references pull_request_review_thread on delete cascade,
		review_id bigint references pull_request_review on delete set null, review_native_id bigint,
		author_id bigint references scm_user on delete set null,
		body text not null, path text not null, line integer, original_line integer, side text not null default 'RIGHT',
		diff_hunk text, commit_id text, html_url text not null, in_reply_to_native_id bigint
	)`,
	`create table domain_event (
		id bigint generated always as identity primary key,
		workspace_id bigint not null references workspace on delete cascade,
		event_key text not null, type text not null,
		source text not null check (source in ('SYNC', 'WEBHOOK')),
		repository_id bigint references repository on delete cascade,
		issue_id bigint references issue on delete cascade,
		actor_id bigint references scm_user on delete set null,
		occurred_at timestamptz not null, payload jsonb not null default '{}',
		recorded_at timestamptz not null default now(),
		unique (workspace_id, event_key)
	)`,
	`create index domain_event_of_delivery on domain_event ((payload ->> 'deliveryId')) where source = 'WEBHOOK'`,
];
