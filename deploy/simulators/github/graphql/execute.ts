import { type DocumentNode, execute, GraphQLError, getOperationAST, Kind, parse, validate } from "graphql";
import type { Context } from "./context.ts";
import { githubError, toGitHubError } from "./errors.ts";
import { type Price, priceOperation } from "./price.ts";
import { resolveField, resolveType } from "./resolve.ts";
import { officialSchema } from "./schema.ts";

export interface GraphQLRequest {
	query: string;
	variables: Record<string, unknown>;
	operationName: string | null;
}

export interface Prepared extends GraphQLRequest {
	document: DocumentNode;
	price: Price;
	isMutation: boolean;
	/** Names of the mutations or root fields, by which faults find their target. */
	fields: string[];
}

const prepared = new Map<string, DocumentNode>();

/** Parses, validates and prices a request. @throws GraphQLError, several as an AggregateError */
export function prepare(request: GraphQLRequest): Prepared {
	const document = parseOnce(request.query);
	const operation = getOperationAST(document, request.operationName);
	if (!operation) throw new GraphQLError(`No operation named "${request.operationName ?? ""}"`);
	const fields = operation.selectionSet.selections.flatMap((node) =>
		node.kind === Kind.FIELD ? [node.name.value] : [],
	);
	const price = priceOperation(officialSchema(), document, operation, request.variables);
	return { ...request, document, price, fields, isMutation: operation.operation === "mutation" };
}

/** Runs a prepared request and answers in GitHub's shape. */
export async function run(request: Prepared, context: Context): Promise<Record<string, unknown>> {
	const { data, errors } = await execute({
		schema: officialSchema(),
		document: request.document,
		variableValues: request.variables,
		operationName: request.operationName,
		contextValue: context,
		rootValue: null,
		fieldResolver: resolveField,
		typeResolver: resolveType,
	});
	return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map(toGitHubError) } : {}) };
}

/** What is answered to a request that cannot run: status 200 all the same, as GitHub does. */
export function refused(error: unknown): Record<string, unknown> {
	if (error instanceof AggregateError) return { errors: error.errors.map(toGitHubError) };
	if (error instanceof GraphQLError) return { errors: [toGitHubError(error)] };
	throw error;
}

export const rateLimited = (who: string) => githubError("RATE_LIMITED", `API rate limit exceeded for ${who}.`);

function parseOnce(query: string): DocumentNode {
	const known = prepared.get(query);
	if (known) return known;
	const document = parse(query);
	const errors = validate(officialSchema(), document);
	if (errors.length > 0) throw new AggregateError(errors);
	if (prepared.size > 200) prepared.clear();
	prepared.set(query, document);
	return document;
}
