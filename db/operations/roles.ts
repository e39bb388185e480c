import type pg from "pg";
import { APP_ROLE, INTAKE_ROLE } from "./tenancy-ddl.ts";

export interface LoginRole {
	username: string;
	password: string;
}

export interface LoginRoles {
	migrator: LoginRole;
	app: LoginRole;
	intake: LoginRole;
}

/**
 * Makes the group roles that migrations grant to and the three login roles of an instance, as a superuser; running it
 * again updates the passwords. None of them can bypass row-level security; only the migrator owns tables.
 */
export async function ensureRoles(superuser: pg.ClientBase, database: string, roles: LoginRoles): Promise<void> {
	const quote = (name: string) => superuser.escapeIdentifier(name);
	for (const group of [APP_ROLE, INTAKE_ROLE]) await createRole(superuser, group, "nologin");
	for (const role of [roles.migrator, roles.app, roles.intake]) {
		await createRole(superuser, role.username, "login");
		await superuser.query(
			`alter role ${quote(role.username)} with login nobypassrls password ${superuser.escapeLiteral(role.password)}`,
		);
	}
	await superuser.query(`grant ${quote(APP_ROLE)} to ${quote(roles.app.username)}`);
	await superuser.query(`grant ${quote(INTAKE_ROLE)} to ${quote(roles.intake.username)}`);
	await superuser.query(`alter database ${quote(database)} owner to ${quote(roles.migrator.username)}`);
	await superuser.query(`alter schema public owner to ${quote(roles.migrator.username)}`);
}

async function createRole(superuser: pg.ClientBase, name: string, kind: "login" | "nologin"): Promise<void> {
	const existing = await superuser.query("select 1 from pg_roles where rolname = $1", [name]);
	if (existing.rowCount === 0) await superuser.query(`create role ${superuser.escapeIdentifier(name)} ${kind}`);
}
