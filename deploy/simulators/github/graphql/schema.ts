import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema } from "graphql";

let schema: GraphQLSchema | undefined;

/** GitHub's official schema, read at first use. */
export function officialSchema(): GraphQLSchema {
	if (!schema) {
		// The package exports its code alone; the schema lies beside it.
		const file = new URL("./schema.graphql", import.meta.resolve("@octokit/graphql-schema"));
		schema = buildSchema(readFileSync(file, "utf8"), { assumeValid: true, assumeValidSDL: true });
	}
	return schema;
}
