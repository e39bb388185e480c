import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type GitHubSimulator, startGitHubSimulator } from "@hephaestus/deploy/simulators/github/simulator.ts";
import { decideAtProvider, signInAs, walkToProvider } from "../testing/sign-in-walk.ts";
import { createTestApi, type TestApi } from "../testing/test-api.ts";

let forge: GitHubSimulator;
let api: TestApi;
let login: string;

before(async () => {
	forge = await startGitHubSimulator({
		oauth: {
			clientId: "test-client",
			clientSecret: "test-secret",
			callback: "http://app.test/api/login/oauth2/code/github",
		},
	});
	login = forge.world.users.values().find((user) => user.type === "User")?.login ?? "";
	api = await createTestApi({
		GITHUB_SERVER_URL: forge.url,
		HEPHAESTUS_AUTH_BOOTSTRAP_ADMINS: `github:@${login}`,
	});
});
after(async () => {
	await api.stop();
	await forge.stop();
});

const errorPage = (code: string) => `http://app.test/auth/error?code=${code}`;
const locationOf = (response: Response) => response.headers.get("location");

test("the provider is offered by name and origin", async () => {
	const response = await api.browser().get("/api/identity-providers");
	assert.deepEqual(await response.json(), [
		{ registrationId: "github", displayName: "GitHub", providerType: "GITHUB", baseUrl: forge.url },
	]);
});

test("signing in leads through the provider, with PKCE, to the page one wanted", async () => {
	const browser = api.browser();
	const consent = await walkToProvider(browser, "/w/acme?tab=reviews");
	assert.equal(consent.searchParams.get("code_challenge_method"), "S256");
	assert.equal(consent.searchParams.get("scope"), "read:user user:email");
	assert.equal(consent.searchParams.get("redirect_uri"), "http://app.test/api/login/oauth2/code/github");
	const callback = await browser.get(await decideAtProvider(consent, { login, decision: "approve" }));
	assert.equal(locationOf(callback), "http://app.test/w/acme?tab=reviews");
	const [cookie = ""] = callback.headers.getSetCookie().filter((line) => line.startsWith("HEPHAESTUS_AT="));
	assert.match(cookie, /Max-Age=900; Path=\/; HttpOnly; SameSite=Lax/);
	assert.partialDeepStrictEqual(await (await browser.get("/api/user")).json(), {
		username: login,
		appRole: "APP_ADMIN",
		linkedProviders: [{ type: "GITHUB", serverUrl: forge.url }],
	});
});

test("the same person is one account under a new login, with the name and address they have now", async () => {
	const first = api.browser();
	await signInAs(first, login);
	const before = await (await first.get("/api/user")).json();
	const user = forge.world.findUser(login);
	assert.ok(user);
	await api.deps.db
		.updateTable("identity_link")
		.set({ username: "an-older-login" })
		.where("subject", "=", String(user.id))
		.execute();
	const second = api.browser();
	await signInAs(second, login);
	assert.deepEqual(await (await second.get("/api/user")).json(), before);
	const links = await api.deps.db.selectFrom("identity_link").select(["subject", "username"]).execute();
	assert.deepEqual(links, [{ subject: String(user.id), username: login }]);
});

test("two first sign-ins at once make one account", async () => {
	const newcomer = forge.world.users.values().filter((user) => user.type === "User")[1]?.login ?? "";
	const browsers = [api.browser(), api.browser()];
	const answers = await Promise.all(browsers.map((browser) => signInAs(browser, newcomer)));
	assert.deepEqual(answers.map(locationOf), ["http://app.test/", "http://app.test/"]);
	const ids = await Promise.all(
		browsers.map(async (browser) => Object(await (await browser.get("/api/user")).json()).id),
	);
	assert.equal(ids[0], ids[1]);
});

test("a refused authorization opens nothing and says so", async () => {
	const browser = api.browser();
	const consent = await walkToProvider(browser);
	const callback = await browser.get(await decideAtProvider(consent, { login, decision: "refuse" }));
	assert.equal(locationOf(callback), errorPage("access_denied"));
	assert.equal((await browser.get("/api/user")).status, 401);
});

test("a state cookie that is missing, tampered with, expired, another's or used does not open a session", async () => {
	const callbackOf = async (browser: ReturnType<TestApi["browser"]>) =>
		await decideAtProvider(await walkToProvider(browser), { login, decision: "approve" });
	const refused = async (browser: ReturnType<TestApi["browser"]>, path: string, what: string) =>
		assert.equal(locationOf(await browser.get(path)), errorPage("state_mismatch"), what);

	const without = api.browser();
	const path = await callbackOf(without);
	without.cookies.delete("OAUTH_STATE");
	await refused(without, path, "missing");

	const tampered = api.browser();
	const tamperedPath = await callbackOf(tampered);
	const sealed = tampered.cookies.get("OAUTH_STATE") ?? "";
	tampered.cookies.set("OAUTH_STATE", `${sealed.slice(0, 20)}${sealed[20] === "A" ? "B" : "A"}${sealed.slice(21)}`);
	await refused(tampered, tamperedPath, "tampered with");

	const [mine, theirs] = [api.browser(), api.browser()];
	await callbackOf(mine);
	await refused(mine, await callbackOf(theirs), "another's");

	const used = api.browser();
	const usedPath = await callbackOf(used);
	assert.equal(locationOf(await used.get(usedPath)), "http://app.test/");
	await refused(used, usedPath, "used");

	const slow = api.browser();
	const slowPath = await callbackOf(slow);
	api.clock.now = new Date(api.clock.now.getTime() + 601_000);
	await refused(slow, slowPath, "expired");
});

test("a replayed callback with its old cookie is refused by the provider, which answers 200 with an error", async () => {
	const browser = api.browser();
	const path = await decideAtProvider(await walkToProvider(browser), { login, decision: "approve" });
	const thief = api.browser();
	thief.cookies.set("OAUTH_STATE", browser.cookies.get("OAUTH_STATE") ?? "");
	assert.equal(locationOf(await browser.get(path)), "http://app.test/");
	assert.equal(locationOf(await thief.get(path)), errorPage("oauth_failure"));
	assert.equal((await thief.get("/api/user")).status, 401);
});

test("a provider that fails says it is unavailable", async () => {
	const browser = api.browser();
	const path = await decideAtProvider(await walkToProvider(browser), { login, decision: "approve" });
	forge.faults.add({ path: "/user" }, { kind: "status", status: 502 });
	assert.equal(locationOf(await browser.get(path)), errorPage("idp_unavailable"));
});

test("without its addresses a person still signs in", async () => {
	forge.faults.add({ path: "/user/emails" }, { kind: "status", status: 500 });
	assert.equal(locationOf(await signInAs(api.browser(), login)), "http://app.test/");
});

test("an unknown provider and an unsafe return address are turned aside", async () => {
	const browser = api.browser();
	const unknown = await browser.get("/api/auth/login?provider=bitbucket");
	assert.equal(locationOf(unknown), errorPage("unknown_provider"));
	assert.equal(locationOf(await browser.get("/api/oauth2/authorization/bitbucket")), errorPage("unknown_provider"));
	assert.equal(locationOf(await signInAs(browser, login, "//evil.test")), "http://app.test/");
});

test("an account that is not active is refused, and all of it is in the audit log", async () => {
	await api.deps.db.updateTable("account").set({ status: "SUSPENDED" }).execute();
	const browser = api.browser();
	assert.equal(locationOf(await signInAs(browser, login)), errorPage("account_inactive"));
	assert.equal(browser.cookies.has("HEPHAESTUS_AT"), false);
	await api.deps.db.updateTable("account").set({ status: "ACTIVE" }).execute();
	const events = await api.deps.db.selectFrom("auth_event").select(["type", "outcome"]).distinct().execute();
	for (const expected of ["LOGIN SUCCESS", "LOGIN_FAILED FAILURE", "APP_ROLE_CHANGED SUCCESS"])
		assert.ok(events.map(({ type, outcome }) => `${type} ${outcome}`).includes(expected), expected);
});

test("too many starts of a sign-in in one minute are asked to wait", async () => {
	const browser = api.browser();
	const statuses = new Set<number>();
	let last: Response | undefined;
	for (let attempt = 0; attempt < 25; attempt++) {
		last = await browser.get("/api/oauth2/authorization/github");
		statuses.add(last.status);
	}
	assert.deepEqual([...statuses], [302, 429]);
	assert.partialDeepStrictEqual(await last?.json(), { code: "too_many_requests" });
	assert.ok(Number(last?.headers.get("retry-after")) >= 1);
});

test("failed callbacks are recorded, but not without end", async () => {
	const count = async () => (await api.deps.db.selectFrom("auth_event").select("id").execute()).length;
	const before = await count();
	const statuses: number[] = [];
	for (let attempt = 0; attempt < 40; attempt++)
		statuses.push((await api.browser().get("/api/login/oauth2/code/github?state=made-up")).status);
	assert.equal(statuses.at(-1), 429);
	assert.ok((await count()) - before <= 30);
});
