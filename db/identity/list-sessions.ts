import type { Database } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";

export interface ListedSession {
	jti: string;
	issuedAt: string;
	expiresAt: string;
	userAgent: string | null;
	ip: string | null;
}

/** The account's live sessions, newest first. */
export async function listSessions(
	db: Database,
	{ accountId, now }: { accountId: number; now: Date },
): Promise<ListedSession[]> {
	return await db
		.selectFrom("issued_jwt")
		.select((eb) => [
			"jti",
			isoInstant(eb.ref("issued_at")).as("issuedAt"),
			isoInstant(eb.ref("expires_at")).as("expiresAt"),
			"user_agent as userAgent",
			"ip_inet as ip",
		])
		.where("account_id", "=", accountId)
		.where("revoked_at", "is", null)
		.where("expires_at", ">", now)
		.orderBy("issued_at", "desc")
		.orderBy("jti")
		.execute();
}
