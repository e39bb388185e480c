import type { Kysely } from "kysely";
import type { DB } from "../schema.gen.ts";

/** The id of a provider instance (a kind of forge at one origin), adding it when it is new. */
export async function ensureGitProvider(
	db: Kysely<DB>,
	{ type, serverUrl }: { type: "GITHUB" | "GITLAB"; serverUrl: string },
): Promise<number> {
	const known = await find(db, type, serverUrl);
	if (known !== undefined) return known.id;
	await db
		.insertInto("git_provider")
		.values({ type, server_url: serverUrl })
		.onConflict((conflict) => conflict.columns(["type", "server_url"]).doNothing())
		.execute();
	const added = await find(db, type, serverUrl);
	if (added === undefined) throw new Error(`The provider ${type} at ${serverUrl} could not be added.`);
	return added.id;
}

async function find(db: Kysely<DB>, type: string, serverUrl: string) {
	return await db
		.selectFrom("git_provider")
		.select("id")
		.where("type", "=", type)
		.where("server_url", "=", serverUrl)
		.executeTakeFirst();
}
