import type { Database } from "../operations/database.ts";

/** How long a token that was just rotated still opens, so that requests under way and a second tab survive. */
export const ROTATION_GRACE_SECONDS = 10;

export interface FoundSession {
	jti: string;
	accountId: number;
	appRole: "USER" | "APP_ADMIN";
	expiresAt: Date;
	sessionExpiresAt: Date;
}

/** The session of an issued token that is neither expired nor revoked and whose account is active, else null. */
export async function findSession(
	db: Database,
	{ jti, now }: { jti: string; now: Date },
): Promise<FoundSession | null> {
	const graceStart = new Date(now.getTime() - ROTATION_GRACE_SECONDS * 1000);
	const row = await db
		.selectFrom("issued_jwt")
		.innerJoin("account", "account.id", "issued_jwt.account_id")
		.select([
			"jti",
			"account_id as accountId",
			"app_role",
			"expires_at as expiresAt",
			"session_expires_at as sessionExpiresAt",
		])
		.where("jti", "=", jti)
		.where("expires_at", ">", now)
		.where("account.status", "=", "ACTIVE")
		.where((eb) =>
			eb.or([
				eb("revoked_at", "is", null),
				eb.and([eb("revoked_reason", "=", "ROTATE"), eb("revoked_at", ">", graceStart)]),
			]),
		)
		.executeTakeFirst();
	if (row === undefined) return null;
	const { app_role, ...session } = row;
	return { ...session, appRole: app_role === "APP_ADMIN" ? "APP_ADMIN" : "USER" };
}
