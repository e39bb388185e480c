import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { after, before, test } from "node:test";
import { startTestTemporal, type TestTemporal } from "@hephaestus/activities/testing/temporal.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { type GitHubSimulator, startGitHubSimulator } from "@hephaestus/deploy/simulators/github/simulator.ts";
import { syncWorkspaceId } from "@hephaestus/workflows/operations/ids.ts";
import { z } from "zod";
import type { Browser } from "../testing/browser.ts";
import { createTestApi, type TestApi } from "../testing/test-api.ts";
import { connectableAccountSchema, tokenPreflightResultSchema, workspaceSchema } from "./schema.ts";

const APP_ID = 4711;
let forge: GitHubSimulator;
let temporal: TestTemporal;
let api: TestApi;
let org: string;
let member: Browser & { accountId: number };
let outsider: Browser & { accountId: number };
let memberLogin: string;

before(async () => {
	const { publicKey, privateKey } = generateKeyPairSync("rsa", {
		modulusLength: 2048,
		publicKeyEncoding: { type: "spki", format: "pem" },
		privateKeyEncoding: { type: "pkcs1", format: "pem" },
	});
	forge = await startGitHubSimulator({ app: { id: APP_ID, publicKey } });
	temporal = await startTestTemporal();
	api = await createTestApi({
		GITHUB_SERVER_URL: forge.url,
		GH_APP_ID: String(APP_ID),
		GH_APP_PRIVATE_KEY: privateKey,
		HEPHAESTUS_WORKSPACE_CREATION_POLICY: "SELF_SERVICE",
		TEMPORAL_ADDRESS: temporal.address,
		TEMPORAL_NAMESPACE: temporal.namespace,
		AGENT_DEFAULT_CONFIG_ENABLED: "true",
		AGENT_DEFAULT_CONFIG_MODEL_NAME: "a-model",
		AGENT_DEFAULT_CONFIG_API_KEY: "a key of the model",
	});
	const person = forge.world.users.values().find((user) => user.type === "User");
	assert.ok(person);
	memberLogin = person.login;
	member = await api.signedIn({ subject: String(person.id), username: person.login });
	// Their login, but not their numeric id: whoever took over an abandoned login must not inherit anything.
	outsider = await api.signedIn({ subject: "987654321", username: person.login });
	org = forge.world.organizations.values()[0]?.login ?? "";
});
after(async () => {
	await api.stop();
	await temporal.stop();
	await forge.stop();
});

async function listAccounts(browser: Browser) {
	const response = await browser.get("/api/workspaces/github/installations");
	assert.equal(response.status, 200);
	return z.array(connectableAccountSchema).parse(await response.json());
}

async function create(browser: Browser, body: Record<string, unknown>): Promise<Response> {
	return await browser.change("POST", "/api/workspaces", {
		workspaceSlug: "acme",
		displayName: "Acme",
		accountLogin: org,
		kind: "GITHUB",
		...body,
	});
}

test("installations are offered to their organisation's members alone, decided by numeric id", async () => {
	const [account] = await listAccounts(member);
	assert.partialDeepStrictEqual(account, { login: org, accountType: "ORG", connectedTo: null });
	assert.ok((account?.repositories ?? 0) > 0);
	assert.deepEqual(await listAccounts(outsider), []);
});

test("an installation makes a workspace: owner, sealed connection, practices, agent and first sync", async () => {
	const [account] = await listAccounts(member);
	const response = await create(member, { installationId: account?.installationId });
	assert.equal(response.status, 201, await response.clone().text());
	assert.equal(response.headers.get("location"), "/api/workspaces/acme");
	const workspace = workspaceSchema.parse(await response.json());
	assert.partialDeepStrictEqual(workspace, {
		role: "OWNER",
		accountLogin: org,
		connectionType: "GITHUB_APP",
		connectionState: "ACTIVE",
		serverUrl: forge.url,
	});
	const inside = await withWorkspace(api.deps.db, workspace.id, async (tx) => ({
		connection: await tx.selectFrom("connection").selectAll().executeTakeFirstOrThrow(),
		practices: await tx.selectFrom("practice").select("id").execute(),
		agents: await tx.selectFrom("agent_config").select(["model_name", "enabled"]).execute(),
		audits: await tx.selectFrom("audit_event").select("action").execute(),
		history: await tx.selectFrom("connection_audit").select("event_type").execute(),
	}));
	assert.ok(inside.practices.length > 0);
	assert.deepEqual(inside.agents, [{ model_name: "a-model", enabled: true }]);
	assert.deepEqual(inside.audits, [{ action: "WORKSPACE_CREATED" }]);
	assert.deepEqual(inside.history, [{ event_type: "INSTALL_BIND" }]);
	const { id, credential_sealed } = inside.connection;
	assert.ok(credential_sealed);
	const opened: unknown = JSON.parse(api.deps.sealer.open(credential_sealed, `connection:${id}:credential`));
	assert.deepEqual(opened, { type: "GITHUB_APP", installationId: account?.installationId });

	const sync = await temporal.client.workflow.getHandle(syncWorkspaceId(workspace.id)).describe();
	assert.equal(sync.type, "syncWorkspace");
	assert.equal((await listAccounts(member))[0]?.connectedTo, "acme");
});

test("a slug is had once, and the paths beside it cannot be slugs", async () => {
	const [account] = await listAccounts(member);
	const taken = await create(member, { installationId: account?.installationId });
	assert.equal(taken.status, 409);
	assert.partialDeepStrictEqual(await taken.json(), { code: "workspace_slug_taken" });
	const reserved = await create(member, { installationId: account?.installationId, workspaceSlug: "providers" });
	assert.equal(reserved.status, 400);
});

test("an installation one does not belong to, an unknown one, and one of another login make nothing", async () => {
	const [account] = await listAccounts(member);
	const installationId = account?.installationId;
	for (const [browser, body] of [
		[outsider, { installationId }],
		[member, { installationId: 999_999 }],
		[member, { installationId, accountLogin: "somebody-else" }],
	] as const) {
		const response = await create(browser, { workspaceSlug: "stolen", ...body });
		assert.equal(response.status, 403);
		assert.partialDeepStrictEqual(await response.json(), { code: "installation_not_yours" });
	}
});

test("a token is checked first: who it is, what it lacks, what it reaches", async () => {
	const check = async (personalAccessToken: string) => {
		const response = await member.change("POST", "/api/workspaces/github/token", { personalAccessToken });
		assert.equal(response.status, 200);
		return tokenPreflightResultSchema.parse(await response.json());
	};
	const good = await check(forge.tokenFor(memberLogin, ["repo", "read:org"]));
	assert.partialDeepStrictEqual(good, { valid: true, username: memberLogin, missingScopes: [], error: null });
	assert.ok(good.accounts.some((account) => account.login === org));
	const narrow = await check(forge.tokenFor(memberLogin, ["repo"]));
	assert.partialDeepStrictEqual(narrow, { valid: false, missingScopes: ["read:org"], accounts: [] });
	assert.match(narrow.error ?? "", /read:org/);
	assert.partialDeepStrictEqual(await check("ghp_nonsense"), { valid: false, username: null });
});

test("a token makes a workspace only for an account it reaches, and never comes back out", async () => {
	const personalAccessToken = forge.tokenFor(memberLogin, ["repo", "admin:org"]);
	const foreign = await create(member, { personalAccessToken, workspaceSlug: "by-token", accountLogin: "nobody-here" });
	assert.equal(foreign.status, 400);
	const response = await create(member, { personalAccessToken, workspaceSlug: "by-token" });
	assert.equal(response.status, 201);
	const text = await response.text();
	assert.doesNotMatch(text, new RegExp(personalAccessToken));
	assert.equal(workspaceSchema.parse(JSON.parse(text)).connectionType, "GITHUB_PAT");
});

test("the App is asked once a minute for one account, and nobody asks without end", async () => {
	const refused = forge.faults.add({ path: "/app/installations" }, { kind: "status", status: 502 });
	assert.equal((await listAccounts(member)).length, 1);
	assert.equal(refused.struck, 0);
	const statuses: number[] = [];
	for (let asked = 0; asked < 11; asked++)
		statuses.push((await outsider.get("/api/workspaces/github/installations")).status);
	assert.equal(statuses.at(-1), 429);
	assert.equal(refused.struck, 1);
});

test("while GitHub is away the answer is to try again", async () => {
	api.clock.now = new Date(api.clock.now.getTime() + 61_000);
	forge.faults.add({ path: "/app/installations" }, { kind: "status", status: 502 });
	const response = await member.get("/api/workspaces/github/installations");
	assert.equal(response.status, 503);
	assert.partialDeepStrictEqual(await response.json(), { code: "github_unavailable", retryAfterSeconds: 10 });
});

test("where only administrators create workspaces, others are told so", async () => {
	const closed = await createTestApi({ GITHUB_SERVER_URL: forge.url });
	try {
		const person = await closed.signedIn({ subject: "1", username: "ada" });
		assert.partialDeepStrictEqual(await (await person.get("/api/workspaces/providers")).json(), {
			github: { serverUrl: forge.url, app: null },
			creationPolicy: "ADMIN_ONLY",
			mayCreate: false,
		});
		const response = await person.change("POST", "/api/workspaces/github/token", { personalAccessToken: "x" });
		assert.equal(response.status, 403);
		assert.partialDeepStrictEqual(await response.json(), { code: "workspace_creation_restricted" });
	} finally {
		await closed.stop();
	}
});
