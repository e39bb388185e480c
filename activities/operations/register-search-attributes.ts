import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { Connection } from "@temporalio/client";

// All of ours are keywords (search-attributes.ts); the wire's name for that type.
const KEYWORD = 2;

/** Teaches the namespace our search attributes; those it knows already stay as they are. */
export async function registerSearchAttributes(
	connection: Pick<Connection, "operatorService">,
	namespace: string,
): Promise<void> {
	const known = await connection.operatorService.listSearchAttributes({ namespace });
	const missing = Object.values(SEARCH_ATTRIBUTES).filter(({ name }) => !(name in (known.customAttributes ?? {})));
	if (missing.length === 0) return;
	await connection.operatorService.addSearchAttributes({
		namespace,
		searchAttributes: Object.fromEntries(missing.map(({ name }) => [name, KEYWORD])),
	});
}
