import { type Kysely, sql } from "kysely";
import { APP_ROLE, grantToApp, INTAKE_ROLE } from "../operations/tenancy-ddl.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`grant usage on schema public to ${sql.ref(APP_ROLE)}, ${sql.ref(INTAKE_ROLE)}`.execute(db);
	for (const statement of statements) await sql.raw(statement).execute(db);
	for (const table of tables) await grantToApp(db, table);
}

const tables = [
	"git_provider",
	"account",
	"login_provider",
	"identity_link",
	"jwt_signing_key",
	"issued_jwt",
	"auth_event",
	"auth_rate_limit_bucket",
];

const statements = [
	`create table git_provider (
		id bigint generated always as identity primary key,
		type text not null check (type in ('GITHUB', 'GITLAB')),
		server_url text not null,
		unique (type, server_url)
	)`,
	`create table account (
		id bigint generated always as identity primary key,
		display_name text not null check (length(display_name) between 1 and 255),
		primary_email text,
		primary_email_verified_at timestamptz,
		app_role text not null default 'USER' check (app_role in ('USER', 'APP_ADMIN')),
		status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED', 'DELETING', 'DELETED')),
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now()
	)`,
	`create table login_provider (
		registration_id text primary key check (registration_id ~ '^[a-z][a-z0-9-]{1,62}$'),
		type text not null check (type in ('GITHUB', 'GITLAB')),
		display_name text not null,
		base_url text not null,
		client_id text not null,
		client_secret_sealed bytea not null,
		scopes text not null,
		enabled boolean not null default true,
		seeded_from_env boolean not null default false,
		created_at timestamptz not null default now(),
		updated_at timestamptz not null default now(),
		unique (type, base_url)
	)`,
	`create table identity_link (
		id bigint generated always as identity primary key,
		account_id bigint not null references account on delete cascade,
		git_provider_id bigint not null references git_provider,
		subject text not null check (length(subject) between 1 and 255),
		username text not null,
		display_name text,
		avatar_url text,
		profile_url text,
		email text,
		linked_via text not null default 'OAUTH_LOGIN' check (linked_via in ('OAUTH_LOGIN', 'MANUAL_LINK')),
		linked_at timestamptz not null default now(),
		last_login_at timestamptz,
		unique (git_provider_id, subject),
		unique (account_id, git_provider_id)
	)`,
	`create table jwt_signing_key (
		kid text primary key,
		algorithm text not null default 'ES256',
		public_jwk jsonb not null,
		private_jwk_sealed bytea not null,
		active boolean not null default true,
		created_at timestamptz not null default now()
	)`,
	`create table issued_jwt (
		jti uuid primary key,
		account_id bigint not null references account on delete cascade,
		issued_at timestamptz not null default now(),
		expires_at timestamptz not null,
		session_expires_at timestamptz not null,
		revoked_at timestamptz,
		revoked_reason text,
		user_agent text,
		ip_inet inet
	)`,
	`create index issued_jwt_account on issued_jwt (account_id, issued_at desc)`,
	`create table auth_event (
		id bigint generated always as identity primary key,
		type text not null,
		outcome text not null check (outcome in ('SUCCESS', 'FAILURE')),
		account_id bigint references account on delete set null,
		detail jsonb not null default '{}',
		occurred_at timestamptz not null default now()
	)`,
	`create table auth_rate_limit_bucket (
		key text primary key,
		used integer not null,
		refills_at timestamptz not null
	)`,
];
