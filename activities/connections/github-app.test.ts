import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { after, before, test } from "node:test";
import type { ActiveConnection } from "@hephaestus/db/connections/find-active-connection.ts";
import { createSealer } from "@hephaestus/db/operations/sealer.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { createTestDatabase, type TestDatabase } from "@hephaestus/db/testing/postgres.ts";
import { insertTestWorkspace } from "@hephaestus/db/testing/workspace.ts";
import { ORGANIZATION } from "@hephaestus/deploy/simulators/github/seed/organization.ts";
import { type GitHubSimulator, startGitHubSimulator } from "@hephaestus/deploy/simulators/github/simulator.ts";
import { credentialBinding } from "@hephaestus/domain/connections/credential.ts";
import { parseConfiguration } from "@hephaestus/domain/operations/configuration.ts";
import { createMetrics } from "../operations/metrics.ts";
import { createGitHubFeedback } from "../reviews/github-feedback.ts";
import { createGitHubReader } from "../scm/github/github-reader.ts";
import { createGitHubClient } from "./github-client.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const keys = generateKeyPairSync("rsa", {
	modulusLength: 2048,
	publicKeyEncoding: { type: "spki", format: "pem" },
	privateKeyEncoding: { type: "pkcs1", format: "pem" },
});
let database: TestDatabase;
let gitHub: GitHubSimulator;

before(async () => {
	database = await createTestDatabase();
	gitHub = await startGitHubSimulator({ app: { id: 7, publicKey: keys.publicKey } });
});
after(async () => {
	await gitHub.stop();
	await database.stop();
});

function configuration(privateKey: string) {
	return parseConfiguration({
		DATABASE_URL: database.app.url,
		DATABASE_USERNAME: "unused",
		DATABASE_PASSWORD: "unused",
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: KEY,
		HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false",
		WEBHOOK_SECRET: "a webhook secret of tests",
		GH_APP_ID: "7",
		GH_APP_PRIVATE_KEY: privateKey,
	});
}

async function connect(): Promise<ActiveConnection> {
	const installation = gitHub.world.installations.values()[0];
	const workspace = await insertTestWorkspace(database.db, "by-app", gitHub.url);
	const { id } = await withWorkspace(database.db, workspace.id, (tx) =>
		tx
			.insertInto("connection")
			.values({
				workspace_id: workspace.id,
				kind: "GITHUB",
				type: "GITHUB_APP",
				state: "ACTIVE",
				instance_key: String(installation?.id),
				server_url: gitHub.url,
			})
			.returning("id")
			.executeTakeFirstOrThrow(),
	);
	const credential = JSON.stringify({ type: "GITHUB_APP", installationId: installation?.id });
	return {
		id,
		workspaceId: workspace.id,
		kind: "GITHUB",
		serverUrl: gitHub.url,
		gitProviderId: workspace.gitProviderId,
		accountLogin: ORGANIZATION,
		accountType: "ORG",
		credentialSealed: createSealer(KEY).seal(credential, credentialBinding(id)),
		stateReason: null,
		updatedAt: new Date(),
	};
}

test("an App's connection lists its installation's repositories, knows its own account and mints a token for git, whatever the key's line breaks", async () => {
	const connection = await connect();
	for (const privateKey of [keys.privateKey, keys.privateKey.replaceAll("\n", "\\n")]) {
		const deps = {
			configuration: configuration(privateKey),
			db: database.db,
			sealer: createSealer(KEY),
			metrics: createMetrics(),
		};
		const client = await createGitHubClient(deps, connection);
		const names: string[] = [];
		for await (const page of createGitHubReader(client).repositories(AbortSignal.timeout(30_000)))
			names.push(...page.map(({ nameWithOwner }) => nameWithOwner));
		assert.equal(names.length, gitHub.world.repositories.values().length);
		assert.notEqual(await client.gitToken(), "");
		const bot = gitHub.world.users.values().find(({ type }) => type === "Bot");
		assert.equal(await createGitHubFeedback(client.graphql).ownNativeId(), bot?.id);
	}
});

test("a credential that was copied from another connection does not open", async () => {
	const credential = JSON.stringify({ type: "GITHUB_PAT", token: "another's" });
	const connection: ActiveConnection = {
		id: 1,
		workspaceId: 1,
		kind: "GITHUB",
		serverUrl: gitHub.url,
		gitProviderId: 1,
		accountLogin: ORGANIZATION,
		accountType: "ORG",
		credentialSealed: createSealer(KEY).seal(credential, credentialBinding(2)),
		stateReason: null,
		updatedAt: new Date(),
	};
	const deps = {
		configuration: configuration(keys.privateKey),
		db: database.db,
		sealer: createSealer(KEY),
		metrics: createMetrics(),
	};
	await assert.rejects(createGitHubClient(deps, connection), /does not open; check HEPHAESTUS_SECURITY_ENCRYPTION_KEY/);
});
