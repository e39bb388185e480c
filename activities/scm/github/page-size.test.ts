import assert from "node:assert/strict";
import { test } from "node:test";
import { createPageSizer } from "./page-size.ts";

const tooHeavy = () => Object.assign(new Error("Bad gateway"), { name: "HttpError", status: 502 });

test("the page halves until it passes and grows again afterwards", async () => {
	const sized = createPageSizer(20);
	const asked: number[] = [];
	const read = async (first: number) => {
		asked.push(first);
		if (first > 5) throw tooHeavy();
		return first;
	};
	assert.equal(await sized(read), 5);
	await sized(async (first) => asked.push(first));
	assert.deepEqual(asked, [20, 10, 5, 10]);
});

test("a page of one that still fails, and any other failure, is the caller's", async () => {
	await assert.rejects(
		createPageSizer(2)(async () => Promise.reject(tooHeavy())),
		/Bad gateway/,
	);
	await assert.rejects(
		createPageSizer(2)(async () => Promise.reject(new Error("other"))),
		/other/,
	);
});
