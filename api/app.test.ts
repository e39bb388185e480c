import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readinessSchema } from "@hephaestus/domain/operations/readiness.ts";
import { createTestApi, type TestApi } from "./testing/test-api.ts";

let api: TestApi;
let dist: string;
before(async () => {
	dist = await mkdtemp(join(tmpdir(), "hephaestus-web-"));
	await mkdir(join(dist, "assets"));
	await writeFile(join(dist, "index.html"), "<title>Hephaestus</title>");
	await writeFile(join(dist, "assets", "index-1a2b.js"), "export {}");
	api = await createTestApi({ HEPHAESTUS_WEB_DIST: dist });
});
after(async () => {
	await api.stop();
	await rm(dist, { recursive: true });
});

test("an unknown API path is a 404 problem, whoever asks", async () => {
	const response = await api.app.request("/api/nothing/here");
	assert.equal(response.status, 404);
	assert.equal(response.headers.get("content-type"), "application/problem+json");
	assert.partialDeepStrictEqual(await response.json(), { code: "no_such_route", status: 404 });
});

test("every answer carries the security headers and an id", async () => {
	for (const path of ["/", "/api/identity-providers", "/api/nothing"]) {
		const { headers } = await api.app.request(path);
		assert.match(headers.get("content-security-policy") ?? "", /default-src 'self'; script-src 'self'/);
		assert.equal(headers.get("x-frame-options"), "DENY");
		assert.equal(headers.get("x-content-type-options"), "nosniff");
		assert.match(headers.get("x-request-id") ?? "", /^[\w-]{36}$/);
	}
});

test("pages of the application get its start page, assets stay for ever, and a missing asset is missing", async () => {
	const page = await api.app.request("/w/acme/pull-requests/7");
	assert.equal(await page.text(), "<title>Hephaestus</title>");
	assert.equal(page.headers.get("cache-control"), "no-cache");
	const asset = await api.app.request("/assets/index-1a2b.js");
	assert.match(asset.headers.get("content-type") ?? "", /javascript/);
	assert.equal(asset.headers.get("cache-control"), "public, max-age=31536000, immutable");
	assert.equal((await api.app.request("/assets/gone.js")).status, 404);
});

test("the reference page and its document come from here alone", async () => {
	const page = await (await api.app.request("/api/reference")).text();
	assert.doesNotMatch(page, /https?:\/\//);
	for (const path of ["swagger-ui.css", "swagger-ui-bundle.js", "start.js"])
		assert.equal((await api.app.request(`/api/reference/${path}`)).status, 200, path);
	const document = await (await api.app.request("/api/openapi.json")).json();
	assert.partialDeepStrictEqual(document, { openapi: "3.1.0" });
});

test("readiness names each dependency; Temporal may be away", async () => {
	const response = await api.app.request("/readyz");
	assert.equal(response.status, 200);
	const { status, dependencies } = readinessSchema.parse(await response.json());
	assert.equal(status, "UP");
	assert.deepEqual(dependencies.postgresql, { state: "UP", isRequired: true, detail: "answers" });
	assert.partialDeepStrictEqual(dependencies.temporal, { state: "DOWN", isRequired: false });
	assert.match(dependencies.temporal?.detail ?? "", /check TEMPORAL_ADDRESS/);
	assert.equal((await api.app.request("/healthz")).status, 200);
});

test("a body that is no JSON or too large is refused in words", async () => {
	const admin = await api.signedIn({ subject: "1", username: "root", isAdmin: true });
	await admin.get("/api/user");
	const headers = { "Content-Type": "application/json", "X-XSRF-TOKEN": admin.cookies.get("XSRF-TOKEN") ?? "" };
	const malformed = await admin.send("POST", "/api/workspaces", { headers, body: "{" });
	assert.equal(malformed.status, 400);
	assert.partialDeepStrictEqual(await malformed.json(), { code: "malformed_body" });
	const large = await admin.send("POST", "/api/workspaces", { headers, body: `"${"x".repeat(1_048_577)}"` });
	assert.equal(large.status, 413);
	assert.partialDeepStrictEqual(await large.json(), { code: "payload_too_large" });
});

test("what nobody foresaw is a 500 that shows no internals", async () => {
	const admin = await api.signedIn({ subject: "1", username: "root", isAdmin: true });
	const db = api.deps.db;
	api.deps.db = Object.assign(Object.create(db), {
		selectFrom: () => {
			throw new Error("secret internals");
		},
	});
	const response = await admin.get("/api/user").finally(() => {
		api.deps.db = db;
	});
	assert.equal(response.status, 500);
	const text = await response.text();
	assert.match(text, /"code":"unexpected"/);
	assert.doesNotMatch(text, /internals/);
});
