import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { safeReturnTo } from "./return-to.ts";

test("a path of the application is kept as it was asked for", () => {
	for (const path of ["/", "/w/acme/pull-requests?state=OPEN&q=a%20b", "/w/acme#top"])
		assert.equal(safeReturnTo(path), path);
});

test("what leads elsewhere, however escaped, becomes the start page", () => {
	const elsewhere = [
		undefined,
		"",
		"https://evil.test",
		"//evil.test",
		"/\\evil.test",
		"/%2Fevil.test",
		"/%252Fevil.test",
		"/%25252525252Fevil.test",
		"/%5Cevil.test",
		"/a%0d%0aSet-Cookie:x",
		"/%E0%A4%A",
		"/?u=javascript:alert(1)",
	];
	for (const path of elsewhere) assert.equal(safeReturnTo(path), "/", String(path));
});

test("no text at all leads off the origin", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
			const url = new URL(safeReturnTo(`/${text}`), "https://app.test");
			return url.origin === "https://app.test";
		}),
	);
});
