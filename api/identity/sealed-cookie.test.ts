import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { openCookie, sealCookie } from "./sealed-cookie.ts";

const state = { purpose: "oauth2-state", content: z.object({ state: z.string() }) };
const intent = { purpose: "auth-intent", content: z.object({ state: z.string() }) };
const key = Buffer.alloc(32, 1).toString("base64");
const now = new Date("2026-03-02T09:00:00Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const sealed = sealCookie(state, { state: "abc" }, { key, now });

test("what was sealed opens within ten minutes", () => {
	assert.deepEqual(openCookie(state, sealed, { key, now: after(600) }), { state: "abc" });
});

test("too old, from the future, of another kind, under another key or missing is no cookie", () => {
	assert.equal(openCookie(state, sealed, { key, now: after(601) }), null);
	assert.equal(openCookie(state, sealed, { key, now: after(-1) }), null);
	assert.equal(openCookie(intent, sealed, { key, now }), null);
	assert.equal(openCookie(state, sealed, { key: Buffer.alloc(32, 2).toString("base64"), now }), null);
	assert.equal(openCookie(state, undefined, { key, now }), null);
	assert.equal(openCookie(state, "short", { key, now }), null);
});

test("a single changed character is noticed", () => {
	for (let index = 0; index < sealed.length; index += 7) {
		const changed = sealed.slice(0, index) + (sealed[index] === "A" ? "B" : "A") + sealed.slice(index + 1);
		if (Buffer.from(changed, "base64url").equals(Buffer.from(sealed, "base64url"))) continue;
		assert.equal(openCookie(state, changed, { key, now }), null);
	}
});
