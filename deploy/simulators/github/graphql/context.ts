import type { Forge } from "../git/pull-request-branches.ts";
import type { Budget } from "../limits.ts";
import type { Urls } from "../rest/shapes/urls.ts";
import type { Caller } from "../world/access.ts";
import type { OrderCache } from "./order.ts";
import type { Price } from "./price.ts";

/** What every resolver may use. */
export interface Context extends Forge {
	caller: Caller;
	urls: Urls;
	orders: OrderCache;
	price: Price;
	budget(): Budget;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** Answers a field of a row; the row is what a node of that type wraps. */
export type Field<Row> = (row: Row, args: Arguments, context: Context) => unknown;
export type Fields<Row> = Record<string, Field<Row>>;

/** An object of the schema: its type's name and the row behind it. */
export interface Node<Row = unknown> {
	__typename: string;
	row: Row;
}

export function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && "__typename" in value && "row" in value;
}

/** A text argument, undefined where it was not given. */
export function text(args: Arguments, name: string): string | undefined {
	const value = args[name];
	return typeof value === "string" ? value : undefined;
}

export function number(args: Arguments, name: string): number | undefined {
	const value = args[name];
	return typeof value === "number" ? value : undefined;
}

/** A list of texts (enum values too), undefined where it was not given. */
export function texts(args: Arguments, name: string): string[] | undefined {
	const value = args[name];
	return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : undefined;
}

/** An input object, empty where it was not given. */
export function input(args: Arguments, name = "input"): Arguments {
	const value = args[name];
	return typeof value === "object" && value !== null ? { ...value } : {};
}

export function inputs(args: Arguments, name: string): Arguments[] {
	const value = args[name];
	return Array.isArray(value) ? value.map((entry) => ({ ...entry })) : [];
}

/** The page that a connection's arguments ask for. */
export function page(args: Arguments) {
	return {
		first: number(args, "first") ?? null,
		last: number(args, "last") ?? null,
		after: text(args, "after") ?? null,
		before: text(args, "before") ?? null,
	};
}
