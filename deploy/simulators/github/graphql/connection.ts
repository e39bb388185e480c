import { githubError } from "./errors.ts";

export interface PageArguments {
	first?: number | null;
	last?: number | null;
	after?: string | null;
	before?: string | null;
}

type Key = (string | number)[];

/** Rows in an order that a cursor can name, even when rows move between two pages. */
export interface Ordered<T> {
	rows: readonly T[];
	key(row: T): Key;
	/** 1 for ascending keys, -1 for descending. */
	direction: 1 | -1;
}

export interface Connection<N> {
	totalCount: number;
	nodes: N[];
	edges: { cursor: string; node: N; [more: string]: unknown }[];
	pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** Rows ordered by their id. */
export function byId<T extends { id: number }>(rows: readonly T[]): Ordered<T> {
	return { rows, key: (row) => [row.id], direction: 1 };
}

/** Rows that have no order of their own but the one they come in. */
export function inOrder<T>(rows: readonly T[]): Ordered<T> {
	const places = new Map(rows.map((row, index) => [row, index]));
	return { rows, key: (row) => [places.get(row) ?? 0], direction: 1 };
}

/**
 * One page of rows as a connection. @throws GraphQLError for a cursor that is none.
 * `more` adds fields to an edge, such as a member's role.
 */
export function paginate<T, N>(
	ordered: Ordered<T>,
	page: PageArguments,
	node: (row: T) => N,
	more: (row: T) => Record<string, unknown> = () => ({}),
): Connection<N> {
	const { rows } = ordered;
	const start = page.after ? firstBeyond(ordered, decode(page.after, "after"), 1) : 0;
	const end = page.before ? firstBeyond(ordered, decode(page.before, "before"), 0) : rows.length;
	const [from, to] = bounds(start, Math.max(start, end), page);
	const edges = rows
		.slice(from, to)
		.map((row) => ({ cursor: encode(ordered.key(row)), node: node(row), ...more(row) }));
	return {
		totalCount: rows.length,
		nodes: edges.map((edge) => edge.node),
		edges,
		pageInfo: {
			hasNextPage: to < rows.length,
			hasPreviousPage: from > 0,
			startCursor: edges[0]?.cursor ?? null,
			endCursor: edges.at(-1)?.cursor ?? null,
		},
	};
}

/** A connection whose set the world knows to be empty. */
export function empty(): Connection<never> {
	return paginate(inOrder<never>([]), {}, (row) => row);
}

function bounds(start: number, end: number, page: PageArguments): [number, number] {
	if (typeof page.first === "number") return [start, Math.min(end, start + page.first)];
	if (typeof page.last === "number") return [Math.max(start, end - page.last), end];
	return [start, end];
}

/** Index of the first row beyond a key (`past` 1) or at it (`past` 0), by halving. */
function firstBeyond<T>(ordered: Ordered<T>, key: Key, past: 0 | 1): number {
	let low = 0;
	let high = ordered.rows.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const row = ordered.rows[middle];
		const order = row === undefined ? 1 : compareKeys(ordered.key(row), key) * ordered.direction;
		if (order < past) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Compares keys part by part. */
export function compareKeys(a: Key, b: Key): number {
	for (const [index, part] of a.entries()) {
		const other = b[index] ?? 0;
		if (part < other) return -1;
		if (part > other) return 1;
	}
	return 0;
}

function encode(key: Key): string {
	return Buffer.from(`cursor:v2:${JSON.stringify(key)}`).toString("base64");
}

function decode(cursor: string, argument: string): Key {
	const text = Buffer.from(cursor, "base64").toString();
	try {
		const key: unknown = JSON.parse(text.replace(/^cursor:v2:/, ""));
		if (text.startsWith("cursor:v2:") && Array.isArray(key)) return key;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	throw githubError(
		"INVALID_CURSOR_ARGUMENTS",
		`\`${cursor}\` does not appear to be a valid cursor for \`${argument}\`.`,
	);
}
