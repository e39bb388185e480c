import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { getOperationAST, parse } from "graphql";
import { costOf, priceOperation } from "./price.ts";
import { officialSchema } from "./schema.ts";

const price = (query: string, variables: Record<string, unknown> = {}) => {
	const document = parse(query);
	const operation = getOperationAST(document);
	assert.ok(operation);
	return priceOperation(officialSchema(), document, operation, variables);
};

test("prices GitHub's documented example", () => {
	const query = `{ viewer { repositories(first: 100) { edges { node {
		issues(first: 50) { edges { node { labels(first: 60) { edges { node { id } } } } } } } } } } }`;
	assert.deepEqual(price(query), { cost: 51, nodeCount: 305_100 });
});

test("a nested query costs the requests of each level, a hundred a point", () => {
	const size = fc.integer({ min: 1, max: 100 });
	fc.assert(
		fc.property(size, size, (outer, inner) => {
			const query = `query($o: Int!, $i: Int!) { viewer { repositories(first: $o) { nodes {
				issues(first: $i) { totalCount } } } } }`;
			const { cost, nodeCount } = price(query, { o: outer, i: inner });
			assert.equal(cost, costOf(1 + outer));
			assert.equal(nodeCount, outer + outer * inner);
		}),
	);
});

test("siblings add up, whether written out or in a fragment", () => {
	const size = fc.integer({ min: 1, max: 100 });
	fc.assert(
		fc.property(size, size, size, (a, b, c) => {
			const plain = `{ viewer { repositories(first: ${a}) { nodes { issues(first: ${b}) { totalCount } pullRequests(first: ${c}) { totalCount } } } } }`;
			const fragment = `{ viewer { repositories(first: ${a}) { nodes { ...R } } } } fragment R on Repository { issues(first: ${b}) { totalCount } pullRequests(first: ${c}) { totalCount } }`;
			assert.deepEqual(price(fragment), price(plain));
			assert.equal(price(plain).nodeCount, a + a * b + a * c);
		}),
	);
});

test("a connection needs a bound of at most a hundred, and a query at most 500,000 nodes", () => {
	assert.throws(() => price("{ viewer { repositories { totalCount } } }"), /must provide a `first` or `last`/);
	assert.throws(() => price("{ viewer { repositories(first: 101) { totalCount } } }"), /exceeds the `first` limit/);
	const huge = `{ viewer { repositories(first: 100) { nodes { pullRequests(first: 100) { nodes { comments(first: 100) { totalCount } } } } } } }`;
	assert.throws(() => price(huge), /1,010,100 possible nodes/);
});

test("a query without connections costs one point", () => {
	assert.deepEqual(price("{ viewer { login } }"), { cost: 1, nodeCount: 0 });
});
