import type { Database } from "../operations/database.ts";
import { recordAuthEvent } from "./record-auth-event.ts";

/**
 * Ends one session of the account; nothing happens when it is not the account's or is over. A token that rotates away
 * opens for a few seconds more, so revoking closes that gap too.
 */
export async function revokeSession(
	db: Database,
	{ jti, accountId, reason, now }: { jti: string; accountId: number; reason: "LOGOUT" | "SELF_REVOKE"; now: Date },
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		const revoked = await tx
			.updateTable("issued_jwt")
			.set({ revoked_at: now, revoked_reason: reason })
			.where("jti", "=", jti)
			.where("account_id", "=", accountId)
			.where((eb) => eb.or([eb("revoked_at", "is", null), eb("revoked_reason", "=", "ROTATE")]))
			.returning("jti")
			.executeTakeFirst();
		if (revoked === undefined) return;
		await recordAuthEvent(tx, {
			type: reason === "LOGOUT" ? "LOGOUT" : "JWT_REVOKED",
			outcome: "SUCCESS",
			accountId,
			detail: { reason },
		});
	});
}
