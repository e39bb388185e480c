import type { Database } from "../operations/database.ts";

export interface ListedLoginProvider {
	registrationId: string;
	displayName: string;
	providerType: string;
	baseUrl: string;
}

/** The enabled providers one can sign in with, by display name. */
export async function listLoginProviders(db: Database): Promise<ListedLoginProvider[]> {
	return await db
		.selectFrom("login_provider")
		.select([
			"registration_id as registrationId",
			"display_name as displayName",
			"type as providerType",
			"base_url as baseUrl",
		])
		.where("enabled", "=", true)
		.orderBy("display_name")
		.orderBy("registration_id")
		.execute();
}
