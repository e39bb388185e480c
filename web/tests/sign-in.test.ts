import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "./test-app.ts";
import { createWorld } from "./world.ts";

let app: TestApp;
before(async () => {
	app = await startTestApp();
});
afterEach(() => assert.deepEqual(app.pageErrors, []));
after(() => app.stop());

test("a visitor sees what this is and the way in", async () => {
	const page = await app.open({ world: { session: "none" } });
	const refused: string[] = [];
	page.on("response", (response) => {
		if (response.status() === 401) refused.push(response.url());
	});
	await page.goto("/");
	await page.getByRole("heading", { level: 1 }).waitFor();
	await page.getByRole("link", { name: "Sign in", exact: true }).click();
	await page.getByRole("link", { name: "Continue with GitHub" }).waitFor();
	assert.equal(new URL(page.url()).pathname, "/login");
	assert.deepEqual(refused, [`${app.url}/api/user`], "asks once who is signed in, renews nothing");
});

test("a page that needs a session asks for one and opens after signing in", async () => {
	const page = await app.open({ world: { session: "none" } });
	await page.goto("/w/olympus/pull-requests?state=OPEN");
	await page.getByRole("link", { name: "Continue with GitHub" }).click();
	await page.getByRole("heading", { name: "Pull requests" }).waitFor();
	assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/w/olympus/pull-requests?state=OPEN");
});

test("an expired session is renewed once, without a word", async () => {
	const page = await app.open();
	await page.goto("/w/olympus");
	await page.getByRole("heading", { name: "Olympus" }).waitFor();
	app.world.session = "expired";
	await page.getByRole("link", { name: "People", exact: true }).click();
	await page.getByText("Tariq Haddad").waitFor();
	assert.deepEqual(app.world.changes, ["POST /api/auth/refresh"]);
});

test("the session of somebody at work is renewed before it ends", async () => {
	const { user } = createWorld();
	const endsSoon = { ...user, accessTokenExpiresAt: Math.round(Date.now() / 1000) + 62 };
	const page = await app.open({ world: { user: endsSoon } });
	const renewed = page.waitForRequest((request) => request.url().endsWith("/api/auth/refresh"));
	await page.goto("/w/olympus");
	await page.getByRole("heading", { name: "Olympus" }).waitFor();
	app.world.user = user;
	await renewed;
	assert.deepEqual(app.world.changes, ["POST /api/auth/refresh"]);
});

test("a session that ends while a page is open leads to the sign-in and back", async () => {
	const page = await app.open();
	await page.goto("/w/olympus/people");
	await page.getByText("Tariq Haddad").waitFor();
	app.world.session = "none";
	await page.getByRole("link", { name: "Issues" }).click();
	await page.getByRole("heading", { name: "Sign in" }).waitFor();
	assert.match(page.url(), /returnTo=%2Fw%2Folympus%2F/);
});

test("a failed sign-in says what happened and what to do", async () => {
	const page = await app.open({ world: { session: "none" } });
	await page.goto("/auth/error?code=state_mismatch");
	await page.getByRole("alert").getByText("This sign-in was not started here").waitFor();
	await page.goto("/auth/error?code=something-new");
	await page.getByRole("alert").getByText("Signing in did not work").waitFor();
	await page.getByRole("link", { name: "Back to sign-in" }).click();
	await page.getByRole("link", { name: "Continue with GitHub" }).waitFor();
});

test("returning to another site after signing in is refused", async () => {
	const page = await app.open();
	await page.goto("/login?returnTo=//evil.example/");
	await page.getByRole("heading", { name: "Olympus" }).waitFor();
	assert.equal(new URL(page.url()).origin, app.url);
});

test("signing out ends on the start page", async () => {
	const page = await app.open();
	await page.goto("/w/olympus");
	await page.getByRole("button", { name: "Account of Mira Olsen" }).click();
	await page.getByRole("menuitem", { name: "Sign out" }).click();
	await page.getByRole("link", { name: "Sign in to start" }).waitFor();
	assert.ok(app.world.changes.includes("POST /api/auth/logout"));
});

test("sessions elsewhere can be ended", async () => {
	const page = await app.open();
	await page.goto("/settings");
	await page.getByText("Chrome on Linux").first().waitFor();
	await page.getByRole("button", { name: "Sign out everywhere else" }).click();
	await page.getByText("Signed out everywhere else").waitFor();
	assert.deepEqual(app.world.changes, ["DELETE /api/user/sessions"]);
});
