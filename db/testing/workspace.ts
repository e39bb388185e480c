import type { Database } from "../operations/database.ts";

export interface TestWorkspace {
	id: number;
	slug: string;
	gitProviderId: number;
}

/** A workspace of an organisation on a GitHub at `serverUrl`; its slug is made unique by `name`. */
export async function insertTestWorkspace(
	db: Database,
	name: string,
	serverUrl = "https://forge.test",
): Promise<TestWorkspace> {
	const existing = await db
		.selectFrom("git_provider")
		.select("id")
		.where("type", "=", "GITHUB")
		.where("server_url", "=", serverUrl)
		.executeTakeFirst();
	const provider =
		existing ??
		(await db
			.insertInto("git_provider")
			.values({ type: "GITHUB", server_url: serverUrl })
			.returning("id")
			.executeTakeFirstOrThrow());
	const workspace = await db
		.insertInto("workspace")
		.values({ slug: name, display_name: name, account_login: "acme", git_provider_id: provider.id })
		.returning(["id", "slug"])
		.executeTakeFirstOrThrow();
	return { ...workspace, gitProviderId: provider.id };
}
