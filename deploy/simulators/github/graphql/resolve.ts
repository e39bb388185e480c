import { type GraphQLFieldResolver, type GraphQLTypeResolver, isNonNullType } from "graphql";
import { type Context, isNode, type Node } from "./context.ts";
import { githubError } from "./errors.ts";
import { FIELDS } from "./fields.ts";
import { globalId } from "./nodes.ts";

/** Resolves every field of the schema: from the world where it holds it, else null, else a named error. */
export const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
	const type = info.parentType.name;
	const root = type === "Query" || type === "Mutation";
	const field = FIELDS[type]?.[info.fieldName];
	// A node of a type wraps the row that this type's fields take.
	const row = (isNode(source) ? source.row : null) as never;
	if (field && (root || isNode(source))) return field(row, args, context);
	if (isNode(source) && info.fieldName === "id") return globalId(source as Node<{ id: number }>);
	const value = isNode(source) || root ? undefined : propertyOf(source, info.fieldName);
	if (typeof value === "function") return value(args, context);
	if (value !== undefined) return value;
	if (!isNonNullType(info.returnType)) return null;
	throw githubError("NOT_SIMULATED", `The simulated GitHub does not hold ${type}.${info.fieldName}.`);
};

/** Names the type behind an interface or a union. */
export const resolveType: GraphQLTypeResolver<unknown, Context> = (value) =>
	typeof value === "object" && value !== null && "__typename" in value ? String(value.__typename) : undefined;

function propertyOf(source: unknown, name: string): unknown {
	return typeof source === "object" && source !== null ? Reflect.get(source, name) : undefined;
}
