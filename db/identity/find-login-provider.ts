import type { Database } from "../operations/database.ts";

export interface StoredLoginProvider {
	registrationId: string;
	type: "GITHUB" | "GITLAB";
	baseUrl: string;
	clientId: string;
	clientSecretSealed: Buffer;
	/** Separated by blanks or commas. */
	scopes: string;
}

/** An enabled provider with its sealed secret, or null. */
export async function findLoginProvider(db: Database, registrationId: string): Promise<StoredLoginProvider | null> {
	const row = await db
		.selectFrom("login_provider")
		.select([
			"registration_id as registrationId",
			"type",
			"base_url as baseUrl",
			"client_id as clientId",
			"client_secret_sealed as clientSecretSealed",
			"scopes",
		])
		.where("registration_id", "=", registrationId)
		.where("enabled", "=", true)
		.executeTakeFirst();
	return row === undefined ? null : { ...row, type: row.type === "GITLAB" ? "GITLAB" : "GITHUB" };
}
