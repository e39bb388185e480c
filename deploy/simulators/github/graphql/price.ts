import {
	type DocumentNode,
	type FieldNode,
	type FragmentDefinitionNode,
	type GraphQLObjectType,
	type GraphQLSchema,
	getNamedType,
	isInterfaceType,
	isObjectType,
	isUnionType,
	Kind,
	type OperationDefinitionNode,
	type SelectionSetNode,
	type ValueNode,
} from "graphql";
import { githubError } from "./errors.ts";

export interface Price {
	/** Points taken from the hourly budget. */
	cost: number;
	/** The most nodes the query could answer with. */
	nodeCount: number;
}

const MAX_NODES = 500_000;
const MAX_PAGE = 100;

interface Walk {
	schema: GraphQLSchema;
	fragments: Map<string, FragmentDefinitionNode>;
	variables: Record<string, unknown>;
	requests: number;
	nodes: number;
	/** Connections already counted, by their path and type. */
	seen: Set<string>;
}

/**
 * Prices an operation by GitHub's documented formula: a request for every page of every connection, taking each as
 * full, divided by 100, at least 1.
 * @throws GraphQLError for a connection without or with too large a `first`/`last`, or more than 500,000 nodes
 */
export function priceOperation(
	schema: GraphQLSchema,
	document: DocumentNode,
	operation: OperationDefinitionNode,
	variables: Record<string, unknown>,
): Price {
	const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
	const walk: Walk = {
		schema,
		fragments: new Map(fragments.map((node) => [node.name.value, node])),
		variables: { ...defaultsOf(operation), ...variables },
		requests: 0,
		nodes: 0,
		seen: new Set(),
	};
	const root = schema.getRootType(operation.operation);
	if (root) visit(walk, operation.selectionSet, root.name, 1, "");
	if (walk.nodes > MAX_NODES) {
		const counts = `${walk.nodes.toLocaleString("en-US")} possible nodes which exceeds the maximum limit of 500,000`;
		throw githubError("MAX_NODE_LIMIT_EXCEEDED", `This query requests up to ${counts}.`);
	}
	return { cost: costOf(walk.requests), nodeCount: walk.nodes };
}

/** Points for a number of page requests. */
export function costOf(requests: number): number {
	return Math.max(1, Math.round(requests / 100));
}

function visit(walk: Walk, selections: SelectionSetNode, typeName: string, times: number, path: string): void {
	for (const selection of selections.selections) {
		if (selection.kind === Kind.FIELD) visitField(walk, selection, typeName, times, path);
		else if (selection.kind === Kind.INLINE_FRAGMENT) {
			visit(walk, selection.selectionSet, selection.typeCondition?.name.value ?? typeName, times, path);
		} else {
			const fragment = walk.fragments.get(selection.name.value);
			if (fragment) visit(walk, fragment.selectionSet, fragment.typeCondition.name.value, times, path);
		}
	}
}

function visitField(walk: Walk, field: FieldNode, typeName: string, times: number, path: string): void {
	const type = walk.schema.getType(typeName);
	if (!isObjectType(type) && !isInterfaceType(type)) return;
	const definition = type.getFields()[field.name.value];
	if (!definition || !field.selectionSet) return;
	const inner = getNamedType(definition.type);
	if (!isObjectType(inner) && !isInterfaceType(inner) && !isUnionType(inner)) return;
	const here = `${path}/${typeName}.${field.alias?.value ?? field.name.value}`;
	const size = isConnection(inner) ? pageSize(walk, field) : null;
	if (size !== null && !walk.seen.has(here)) {
		walk.seen.add(here);
		walk.requests += times;
		walk.nodes += times * size;
	}
	visit(walk, field.selectionSet, inner.name, times * (size ?? 1), here);
}

function isConnection(type: unknown): type is GraphQLObjectType {
	return isObjectType(type) && type.name.endsWith("Connection") && "pageInfo" in type.getFields();
}

function pageSize(walk: Walk, field: FieldNode): number {
	const name = field.name.value;
	for (const bound of ["first", "last"]) {
		const argument = field.arguments?.find((candidate) => candidate.name.value === bound);
		const size = argument && numberOf(walk, argument.value);
		if (size === undefined) continue;
		if (size > MAX_PAGE) {
			const message = `Requesting ${size} records on the \`${name}\` connection exceeds the \`${bound}\` limit of 100 records.`;
			throw githubError("EXCESSIVE_PAGINATION", message, field);
		}
		if (size < 0) {
			throw githubError(
				"INVALID_PAGINATION",
				`\`${bound}\` on the \`${name}\` connection cannot be less than zero.`,
				field,
			);
		}
		return size;
	}
	const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
	throw githubError("MISSING_PAGINATION_BOUNDARIES", message, field);
}

function numberOf(walk: Walk, value: ValueNode): number | undefined {
	if (value.kind === Kind.INT) return Number(value.value);
	if (value.kind !== Kind.VARIABLE) return undefined;
	const given = walk.variables[value.name.value];
	return typeof given === "number" ? given : undefined;
}

function defaultsOf(operation: OperationDefinitionNode): Record<string, unknown> {
	const pairs = (operation.variableDefinitions ?? []).flatMap((definition) =>
		definition.defaultValue?.kind === Kind.INT
			? [[definition.variable.name.value, Number(definition.defaultValue.value)]]
			: [],
	);
	return Object.fromEntries(pairs);
}
