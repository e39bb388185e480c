import type { Transaction } from "kysely";
import type { Database } from "../operations/database.ts";
import type { DB } from "../schema.gen.ts";
import { ensureGitProvider } from "./ensure-git-provider.ts";
import { type AccountForSession, findAccountForSession } from "./find-account-for-session.ts";
import { recordAuthEvent } from "./record-auth-event.ts";

export interface SignInInput {
	providerType: "GITHUB" | "GITLAB";
	serverUrl: string;
	identity: {
		subject: string;
		username: string;
		displayName: string;
		avatarUrl: string | null;
		profileUrl: string | null;
		email: string | null;
		emailVerified: boolean;
	};
	/** Named by the allowlist of first administrators. */
	promote: boolean;
	now: Date;
}

/**
 * The account of an identity, made at its first sign-in. An identity is (provider instance, numeric id), never a login
 * or an e-mail address: equal addresses at two providers are two accounts. Names and avatar follow the provider at
 * every sign-in. An account that is not active is returned as it is, its refusal recorded.
 */
export async function signIn(db: Database, input: SignInInput): Promise<AccountForSession> {
	const providerId = await ensureGitProvider(db, { type: input.providerType, serverUrl: input.serverUrl });
	return await db.transaction().execute(async (tx) => {
		const accountId = (await touchLink(tx, providerId, input)) ?? (await createAccount(tx, providerId, input));
		if (input.promote) await promote(tx, accountId);
		const account = await findAccountForSession(tx, accountId);
		if (account === null) throw new Error(`Account ${accountId} vanished while signing in.`);
		const isActive = account.status === "ACTIVE";
		await recordAuthEvent(tx, {
			type: isActive ? "LOGIN" : "LOGIN_FAILED",
			outcome: isActive ? "SUCCESS" : "FAILURE",
			accountId,
			detail: { gitProviderId: providerId, ...(!isActive && { status: account.status }) },
		});
		return account;
	});
}

async function touchLink(tx: Transaction<DB>, providerId: number, input: SignInInput): Promise<number | null> {
	const touched = await tx
		.updateTable("identity_link")
		.set({ ...linkFields(input), last_login_at: input.now })
		.where("git_provider_id", "=", providerId)
		.where("subject", "=", input.identity.subject)
		.returning("account_id")
		.executeTakeFirst();
	return touched?.account_id ?? null;
}

// Two first sign-ins at once: the unique key lets one link in, and the loser's account goes in favour of the winner's.
async function createAccount(tx: Transaction<DB>, providerId: number, input: SignInInput): Promise<number> {
	const { identity, now } = input;
	const account = await tx
		.insertInto("account")
		.values({
			display_name: identity.displayName,
			primary_email: identity.email,
			primary_email_verified_at: identity.emailVerified ? now : null,
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	const linked = await tx
		.insertInto("identity_link")
		.values({
			account_id: account.id,
			git_provider_id: providerId,
			subject: identity.subject,
			...linkFields(input),
			last_login_at: now,
		})
		.onConflict((conflict) => conflict.columns(["git_provider_id", "subject"]).doNothing())
		.returning("account_id")
		.executeTakeFirst();
	if (linked !== undefined) return linked.account_id;
	await tx.deleteFrom("account").where("id", "=", account.id).execute();
	const winner = await touchLink(tx, providerId, input);
	if (winner === null) throw new Error("The identity was unlinked while signing in.");
	return winner;
}

async function promote(tx: Transaction<DB>, accountId: number): Promise<void> {
	const promoted = await tx
		.updateTable("account")
		.set({ app_role: "APP_ADMIN", updated_at: new Date() })
		.where("id", "=", accountId)
		.where("app_role", "<>", "APP_ADMIN")
		.returning("id")
		.executeTakeFirst();
	if (promoted === undefined) return;
	await recordAuthEvent(tx, {
		type: "APP_ROLE_CHANGED",
		outcome: "SUCCESS",
		accountId,
		detail: { from: "USER", to: "APP_ADMIN", via: "bootstrap-admins" },
	});
}

function linkFields({ identity }: SignInInput) {
	return {
		username: identity.username,
		display_name: identity.displayName,
		avatar_url: identity.avatarUrl,
		profile_url: identity.profileUrl,
		email: identity.email,
	};
}
