import assert from "node:assert/strict";
import { test } from "node:test";
import { costOfCall } from "./model-prices.ts";
import { occurrenceKey, recurrenceKey } from "./recurrence-key.ts";
import { suppressionReason } from "./suppression.ts";

const about = { practiceSlug: "x-y", artifactType: "PULL_REQUEST", artifactId: 7 } as const;

test("the same thing keeps its recurrence key across runs, spelling of the path aside", () => {
	const key = (path: string | null) => recurrenceKey({ ...about, aboutUserId: 3, path });
	assert.equal(key(" Src/A  b.ts\u0007"), key("src/a b.ts"));
	assert.equal(key(null), "x-y\u001fPULL_REQUEST\u001f7\u001f3\u001f");
	assert.notEqual(key("a"), key("b"));
});

test("an occurrence belongs to one run", () => {
	assert.equal(occurrenceKey({ ...about, index: 0, reviewId: "r" }), "x-y:0:PULL_REQUEST:7:r");
});

const open = {
	state: "OPEN",
	isDraft: false,
	skipDrafts: true,
	deliverToMerged: false,
	autonomy: "AUTOMATIC",
	authorOptedOut: false,
} as const;

test("nothing is posted where it would come too late or is not wanted, and the reason is kept", () => {
	assert.equal(suppressionReason(open), null);
	assert.equal(suppressionReason({ ...open, state: "CLOSED" }), "the pull request was closed");
	assert.equal(suppressionReason({ ...open, state: "MERGED" }), "the pull request was merged");
	assert.equal(suppressionReason({ ...open, state: "MERGED", deliverToMerged: true }), null);
	assert.equal(suppressionReason({ ...open, isDraft: true }), "the pull request is a draft");
	assert.equal(suppressionReason({ ...open, isDraft: true, skipDrafts: false }), null);
	assert.match(suppressionReason({ ...open, authorOptedOut: true }) ?? "", /opted out/);
	assert.match(suppressionReason({ ...open, autonomy: "OFF" }) ?? "", /autonomy/);
});

test("a call costs its tokens at list price, and what an unknown model costs is not known", () => {
	const tokens = { inputTokens: 2000, outputTokens: 1000, cacheReadTokens: 1000, cacheWriteTokens: 0 };
	assert.equal(costOfCall("gpt-4o-mini-2024", tokens), 0.000975);
	assert.equal(costOfCall("local", tokens), null);
});
