import assert from "node:assert/strict";
import { test } from "node:test";
import { findLinkedWork } from "./linked-work.ts";

test("closing references come first, each issue once, and say where they were found", () => {
	const links = findLinkedWork({
		title: "Retry uploads (#7)",
		body: "See #3. Fixes #12 and resolves: #3.",
		branch: "feature/12-retry",
		commits: ["Touch #40"],
	});
	assert.deepEqual(links, [
		{ number: 12, closingKeyword: "fixes", resolvedFrom: "body" },
		{ number: 3, closingKeyword: "resolves", resolvedFrom: "body" },
		{ number: 7, closingKeyword: null, resolvedFrom: "body" },
		{ number: 40, closingKeyword: null, resolvedFrom: "commits" },
	]);
});

test("a colour or an anchor is no issue", () => {
	const none = findLinkedWork({ title: "Use a#3 and page#12", body: "", branch: "main", commits: [] });
	assert.deepEqual(none, []);
});
