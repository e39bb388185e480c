import type { Kysely } from "kysely";
import type { DB, JsonObject } from "../schema.gen.ts";

export interface AuthEventRecord {
	type: "LOGIN" | "LOGIN_FAILED" | "LOGOUT" | "TOKEN_REFRESH" | "JWT_REVOKED" | "APP_ROLE_CHANGED";
	outcome: "SUCCESS" | "FAILURE";
	accountId: number | null;
	/** No secrets, and nothing personal in a failure. */
	detail?: JsonObject;
}

/** Adds a line to the audit log of sign-ins; within the transaction of what it records, where there is one. */
export async function recordAuthEvent(db: Kysely<DB>, event: AuthEventRecord): Promise<void> {
	await db
		.insertInto("auth_event")
		.values({
			type: event.type,
			outcome: event.outcome,
			account_id: event.accountId,
			detail: JSON.stringify(event.detail ?? {}),
		})
		.execute();
}
