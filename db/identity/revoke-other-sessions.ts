import type { Database } from "../operations/database.ts";
import { recordAuthEvent } from "./record-auth-event.ts";

/** Ends every session of the account but one. */
export async function revokeOtherSessions(
	db: Database,
	{ keepJti, accountId, now }: { keepJti: string; accountId: number; now: Date },
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		const revoked = await tx
			.updateTable("issued_jwt")
			.set({ revoked_at: now, revoked_reason: "SIGN_OUT_EVERYWHERE" })
			.where("account_id", "=", accountId)
			.where("jti", "<>", keepJti)
			.where("expires_at", ">", now)
			.where((eb) => eb.or([eb("revoked_at", "is", null), eb("revoked_reason", "=", "ROTATE")]))
			.returning("jti")
			.execute();
		await recordAuthEvent(tx, {
			type: "JWT_REVOKED",
			outcome: "SUCCESS",
			accountId,
			detail: { reason: "SIGN_OUT_EVERYWHERE", count: revoked.length },
		});
	});
}
