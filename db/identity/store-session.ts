import type { Transaction } from "kysely";
import type { Database } from "../operations/database.ts";
import type { DB } from "../schema.gen.ts";
import { recordAuthEvent } from "./record-auth-event.ts";

export interface NewSession {
	jti: string;
	accountId: number;
	issuedAt: Date;
	expiresAt: Date;
	/** The session's ceiling, the same through all refreshes. */
	sessionExpiresAt: Date;
	userAgent: string | null;
	ip: string | null;
	/** The token this one takes the place of, when refreshing. */
	replaces: string | null;
}

/**
 * Stores an issued token, in the same transaction as the revocation of the one it replaces. Returns false, and stores
 * nothing, when that one was revoked already: another refresh won.
 */
export async function storeSession(db: Database, session: NewSession): Promise<boolean> {
	return await db.transaction().execute(async (tx) => {
		if (session.replaces !== null && !(await rotate(tx, session.replaces, session))) return false;
		await tx
			.insertInto("issued_jwt")
			.values({
				jti: session.jti,
				account_id: session.accountId,
				issued_at: session.issuedAt,
				expires_at: session.expiresAt,
				session_expires_at: session.sessionExpiresAt,
				user_agent: session.userAgent,
				ip_inet: session.ip,
			})
			.execute();
		return true;
	});
}

async function rotate(tx: Transaction<DB>, jti: string, { accountId, issuedAt }: NewSession): Promise<boolean> {
	const rotated = await tx
		.updateTable("issued_jwt")
		.set({ revoked_at: issuedAt, revoked_reason: "ROTATE" })
		.where("jti", "=", jti)
		.where("account_id", "=", accountId)
		.where("revoked_at", "is", null)
		.returning("jti")
		.executeTakeFirst();
	if (rotated === undefined) return false;
	await recordAuthEvent(tx, { type: "TOKEN_REFRESH", outcome: "SUCCESS", accountId });
	return true;
}
