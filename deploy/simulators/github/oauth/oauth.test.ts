import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { type GitHubSimulator, startGitHubSimulator } from "../simulator.ts";

const CALLBACK = "http://localhost:8080/api/login/oauth2/code/github";
const VERIFIER = "a-verifier-of-at-least-forty-three-characters-long";
const challenge = createHash("sha256").update(VERIFIER).digest("base64url");

let now = Date.now();
let simulator: GitHubSimulator;

before(async () => {
	const oauth = { clientId: "the-client", clientSecret: "the-secret", callback: CALLBACK };
	simulator = await startGitHubSimulator({ oauth, now: () => now });
});
after(() => simulator.stop());

const authorizeUrl = (more: Record<string, string> = {}) => {
	const wanted = { client_id: "the-client", redirect_uri: CALLBACK, scope: "read:org user:email", state: "a b&c" };
	const pkce = { code_challenge: challenge, code_challenge_method: "S256" };
	return `${simulator.url}/login/oauth/authorize?${new URLSearchParams({ ...wanted, ...pkce, ...more })}`;
};
const decide = async (form: Record<string, string>, url = authorizeUrl()) => {
	const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
	return new URL(response.headers.get("location") ?? "http://nowhere");
};
const exchange = async (more: Record<string, string>) => {
	const body = new URLSearchParams({ client_id: "the-client", client_secret: "the-secret", ...more });
	const url = `${simulator.url}/login/oauth/access_token`;
	const response = await fetch(url, { method: "POST", body, headers: { accept: "application/json" } });
	assert.equal(response.status, 200);
	return (await response.json()) as Record<string, string>;
};
const newCode = async () => (await decide({ login: "ada", decision: "approve" })).searchParams.get("code") ?? "";

test("shows who may sign in", async () => {
	const page = await (await fetch(authorizeUrl())).text();
	assert.match(page, /Ada Okafor/);
	assert.match(page, /name="decision" value="refuse"/);
});

test("signs in with code, state and verifier, and the token knows its scopes", async () => {
	const back = await decide({ login: "ada", decision: "approve" });
	assert.equal(back.searchParams.get("state"), "a b&c");
	const answer = await exchange({ code: back.searchParams.get("code") ?? "", code_verifier: VERIFIER });
	assert.equal(answer.token_type, "bearer");
	const authorization = `Bearer ${answer.access_token}`;
	const user = await fetch(`${simulator.url}/api/v3/user`, { headers: { authorization } });
	assert.equal(((await user.json()) as { login: string }).login, "ada");
	assert.equal(user.headers.get("x-oauth-scopes"), "read:org, user:email");
});

test("sends back a refusal", async () => {
	const back = await decide({ decision: "refuse" });
	assert.equal(back.searchParams.get("error"), "access_denied");
	assert.equal(back.searchParams.get("state"), "a b&c");
});

test("takes a code once, and only with the verifier", async () => {
	const wrong = await exchange({ code: await newCode(), code_verifier: "another" });
	assert.equal(wrong.error, "bad_verification_code");
	const code = await newCode();
	assert.ok((await exchange({ code, code_verifier: VERIFIER })).access_token);
	assert.equal((await exchange({ code, code_verifier: VERIFIER })).error, "bad_verification_code");
});

test("refuses an expired code, a wrong secret and another redirect", async () => {
	const code = await newCode();
	now += 601_000;
	assert.equal((await exchange({ code, code_verifier: VERIFIER })).error, "bad_verification_code");
	assert.equal((await exchange({ client_secret: "guessed" })).error, "incorrect_client_credentials");
	const other = { code: await newCode(), code_verifier: VERIFIER, redirect_uri: `${CALLBACK}/other` };
	assert.equal((await exchange(other)).error, "redirect_uri_mismatch");
});

test("starts no sign-in for an unknown client or a foreign address", async () => {
	const wrong: Record<string, string>[] = [{ client_id: "nobody" }, { redirect_uri: "https://evil.example.org/" }];
	for (const more of wrong) {
		const response = await fetch(authorizeUrl(more), { redirect: "manual" });
		assert.equal(response.status, 400);
	}
});
