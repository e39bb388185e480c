import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isAllowed, upstreamUrl } from "./routes.ts";

test("joins a base with or without the version that the path begins with", () => {
	for (const base of ["https://api.example.com", "https://api.example.com/", "https://api.example.com/v1"]) {
		assert.equal(String(upstreamUrl(base, "/v1/models", "")), "https://api.example.com/v1/models");
	}
	const behindGateway = upstreamUrl("https://gateway.example.com/team/v1", "/v1/chat/completions", "");
	assert.equal(String(behindGateway), "https://gateway.example.com/team/v1/chat/completions");
});

test("puts the base's query first", () => {
	const url = upstreamUrl("https://example.com/?api-version=2", "/openai/responses", "a=1");
	assert.equal(url?.search, "?api-version=2&a=1");
});

test("never leaves the base's origin and path, whatever the path says", () => {
	const piece = fc.constantFrom(
		"..",
		".",
		"%2e%2e",
		"//",
		"@evil.example",
		"\\",
		"v1",
		":80",
		"/",
		"?",
		"#",
		"a",
		"%00",
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
			const url = upstreamUrl("https://example.com/base", `/${pieces.join("")}`, "");
			assert.ok(url === null || (url.host === "example.com" && url.pathname.startsWith("/base/")), String(url));
		}),
	);
});

test("serves no other Azure deployment than the job's model", () => {
	const model = { provider: "AZURE_OPENAI", name: "small" } as const;
	assert.ok(isAllowed(model, "POST", "/openai/deployments/small/chat/completions"));
	assert.ok(isAllowed(model, "POST", "/openai/v1/responses"));
	assert.ok(!isAllowed(model, "POST", "/openai/deployments/dearer/chat/completions"));
});
