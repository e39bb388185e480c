import type { Database } from "../operations/database.ts";

export interface LoginProviderSeed {
	registrationId: string;
	type: "GITHUB" | "GITLAB";
	displayName: string;
	baseUrl: string;
	clientId: string;
	clientSecretSealed: Buffer;
	scopes: string;
}

/**
 * Adds a provider from the environment, or follows the environment when the row came from there (a rotated secret). A
 * row that an administrator made is the truth and stays, also one for the same instance under another id (identity
 * specification, section 6).
 */
export async function seedLoginProvider(db: Database, seed: LoginProviderSeed): Promise<void> {
	const values = {
		display_name: seed.displayName,
		base_url: seed.baseUrl,
		client_id: seed.clientId,
		client_secret_sealed: seed.clientSecretSealed,
		scopes: seed.scopes,
	};
	await db.transaction().execute(async (tx) => {
		await tx
			.insertInto("login_provider")
			.values({ registration_id: seed.registrationId, type: seed.type, seeded_from_env: true, ...values })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		await tx
			.updateTable("login_provider")
			.set({ ...values, updated_at: new Date() })
			.where("registration_id", "=", seed.registrationId)
			.where("seeded_from_env", "=", true)
			.execute();
	});
}
