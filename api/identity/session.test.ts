import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import { createTestApi, type TestApi } from "../testing/test-api.ts";
import { sessionSchema, userSchema } from "./schema.ts";
import { createSessionKeys } from "./session-keys.ts";

let api: TestApi;
before(async () => {
	api = await createTestApi();
});
after(() => api.stop());

const ada = { subject: "1001", username: "ada" };
const minutes = (count: number) => count * 60_000;
const later = (milliseconds: number) => {
	api.clock.now = new Date(api.clock.now.getTime() + milliseconds);
};

test("without a session the user is nobody: a problem document with a code and the request's id", async () => {
	const response = await api.browser().get("/api/user", { "X-Request-Id": "find-me-in-the-log" });
	assert.equal(response.status, 401);
	assert.equal(response.headers.get("content-type"), "application/problem+json");
	assert.deepEqual(await response.json(), {
		type: "urn:hephaestus:problem:unauthenticated",
		title: "Authentication required",
		status: 401,
		detail: "Sign in and try again.",
		instance: "/api/user",
		code: "unauthenticated",
		requestId: "find-me-in-the-log",
	});
});

test("a session shows its account", async () => {
	const browser = await api.signedIn({ ...ada, isAdmin: true });
	const user = userSchema.parse(await (await browser.get("/api/user")).json());
	assert.equal(user.username, "ada");
	assert.equal(user.appRole, "APP_ADMIN");
	assert.deepEqual(user.roles, ["app_admin"]);
	assert.deepEqual(user.linkedProviders, [{ type: "GITHUB", serverUrl: "http://forge.test" }]);
	assert.equal(user.accessTokenExpiresAt, api.clock.now.getTime() / 1000 + 900);
});

test("an expired session is refused, and its stale cookie is dropped and leaves public routes public", async () => {
	const browser = await api.signedIn(ada);
	later(minutes(16));
	assert.equal((await browser.send("GET", "/api/user", { headers: {} })).status, 401);
	const stale = await api.signedIn(ada);
	later(minutes(16));
	const publicRoute = await stale.get("/api/identity-providers");
	assert.equal(publicRoute.status, 200);
	assert.equal(stale.cookies.has("HEPHAESTUS_AT"), false);
});

test("signing out ends the session at once, for the copied token too", async () => {
	const browser = await api.signedIn(ada);
	const thief = api.browser();
	thief.cookies.set("HEPHAESTUS_AT", browser.cookies.get("HEPHAESTUS_AT") ?? "");
	assert.equal((await browser.change("POST", "/api/auth/logout")).status, 204);
	assert.equal(browser.cookies.has("HEPHAESTUS_AT"), false);
	assert.equal((await thief.get("/api/user")).status, 401);
});

test("a change without the CSRF token is refused, also with a bearer token beside the cookie", async () => {
	const browser = await api.signedIn(ada);
	const token = browser.cookies.get("HEPHAESTUS_AT") ?? "";
	const attempts: Record<string, string>[] = [{}, { Authorization: `Bearer ${token}` }, { "X-XSRF-TOKEN": "forged" }];
	for (const headers of attempts) {
		const response = await browser.send("POST", "/api/auth/refresh", { headers });
		assert.equal(response.status, 403);
		assert.partialDeepStrictEqual(await response.json(), { code: "csrf_token_mismatch" });
	}
	const bearerOnly = await api.browser().send("POST", "/api/auth/refresh", {
		headers: { Authorization: `Bearer ${token}` },
	});
	assert.equal(bearerOnly.status, 204);
});

test("two tabs that refresh at once both go on, with one new token", async () => {
	const browser = await api.signedIn(ada);
	await browser.get("/api/user");
	const before = browser.cookies.get("HEPHAESTUS_AT");
	// Both requests leave with the cookies of this moment.
	const tabs = await Promise.all([
		browser.change("POST", "/api/auth/refresh"),
		browser.change("POST", "/api/auth/refresh"),
	]);
	assert.deepEqual(
		tabs.map((tab) => tab.status),
		[204, 204],
	);
	const renewed = tabs.filter((tab) => tab.headers.getSetCookie().some((line) => line.startsWith("HEPHAESTUS_AT=")));
	assert.equal(renewed.length, 1);
	assert.notEqual(browser.cookies.get("HEPHAESTUS_AT"), before);
	assert.equal((await browser.get("/api/user")).status, 200);
});

test("a rotated token opens for a few seconds only", async () => {
	const browser = await api.signedIn(ada);
	const slowTab = api.browser();
	slowTab.cookies.set("HEPHAESTUS_AT", browser.cookies.get("HEPHAESTUS_AT") ?? "");
	await browser.change("POST", "/api/auth/refresh");
	assert.equal((await slowTab.get("/api/user")).status, 200);
	later(11_000);
	assert.equal((await slowTab.get("/api/user")).status, 401);
	assert.equal((await browser.get("/api/user")).status, 200);
});

test("no chain of refreshes outlives twelve hours", async () => {
	const browser = await api.signedIn(ada);
	const start = api.clock.now.getTime();
	let refreshes = 0;
	while ((await browser.change("POST", "/api/auth/refresh")).status === 204 && refreshes < 100) {
		refreshes++;
		later(minutes(14));
	}
	const hours = (api.clock.now.getTime() - start) / minutes(60);
	assert.ok(hours >= 11.7 && hours <= 12.3, `it lasted ${hours} hours`);
	assert.equal((await browser.get("/api/user")).status, 401);
});

test("a suspended account is out from the next request", async () => {
	const browser = await api.signedIn({ subject: "1002", username: "mallory" });
	await api.deps.db.updateTable("account").set({ status: "SUSPENDED" }).where("id", "=", browser.accountId).execute();
	assert.equal((await browser.get("/api/user")).status, 401);
});

test("one sees one's sessions and ends them, but nobody else's", async () => {
	const grace = { subject: "1003", username: "grace" };
	const [here, there, stranger] = [await api.signedIn(grace), await api.signedIn(grace), await api.signedIn(ada)];
	const sessions = z.array(sessionSchema).parse(await (await here.get("/api/user/sessions")).json());
	assert.equal(sessions.length, 2);
	const other = sessions.find((session) => !session.current);
	assert.ok(other);
	assert.equal((await stranger.change("DELETE", `/api/user/sessions/${other.jti}`)).status, 204);
	assert.equal((await there.get("/api/user")).status, 200);
	assert.equal((await here.change("DELETE", `/api/user/sessions/${other.jti}`)).status, 204);
	assert.equal((await there.get("/api/user")).status, 401);
	const third = await api.signedIn(grace);
	assert.equal((await here.change("DELETE", "/api/user/sessions")).status, 204);
	assert.equal((await third.get("/api/user")).status, 401);
	assert.equal((await here.get("/api/user")).status, 200);
});

test("the public keys verify tokens and hold nothing private", async () => {
	const response = await api.browser().get("/.well-known/jwks.json");
	const { keys } = z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).parse(await response.json());
	assert.equal(keys.length, 1);
	assert.equal(keys[0]?.alg, "ES256");
	assert.equal(keys[0]?.d, undefined);
});

test("replicas that start together share one signing key", async () => {
	const replicas = Array.from({ length: 4 }, () => createSessionKeys(api.deps.db, api.deps.sealer, () => new Date()));
	await api.deps.db.deleteFrom("jwt_signing_key").execute();
	const kids = await Promise.all(replicas.map(async (keys) => (await keys.signing()).kid));
	assert.equal(new Set(kids).size, 1);
});
