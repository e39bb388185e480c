import assert from "node:assert/strict";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseConfiguration } from "@hephaestus/domain/operations/configuration.ts";
import { apiEnvironment, applicationEnvironment, workerEnvironment } from "./environment.ts";
import { machineEnvironment } from "./machine-environment.ts";
import { readSecrets } from "./secrets.ts";
import { type Environment, readSettings } from "./settings.ts";

async function environmentOf(operator: Environment) {
	const folder = await mkdtemp(join(tmpdir(), "hephaestus-environment-"));
	try {
		const { settings } = await readSettings(folder, "standard", operator);
		const secrets = await readSecrets(folder);
		assert.deepEqual(await readSecrets(folder), secrets);
		assert.equal((await stat(join(folder, "secrets.json"))).mode & 0o777, 0o600);
		return { settings, configuration: parseConfiguration(applicationEnvironment(settings, secrets)) };
	} finally {
		await rm(folder, { recursive: true });
	}
}

test("without any variable everything is embedded and the configuration is whole", async () => {
	const { settings, configuration } = await environmentOf({});
	assert.deepEqual(settings.embedded, { postgres: true, temporal: true, forge: true, model: true });
	assert.equal(configuration.GITHUB_SERVER_URL, "http://localhost:8090");
	assert.equal(configuration.HEPHAESTUS_AUTH_COOKIE_SECURE, false);
	assert.equal(configuration.HEPHAESTUS_WORKSPACE_DEFAULT_AUTONOMY, "AUTOMATIC");
	assert.equal(configuration.PRACTICE_REVIEW_COOLDOWN_MINUTES, 0);
});

test("each service's own variable replaces its embedded part and nothing else", async () => {
	const key = { AGENT_DEFAULT_CONFIG_MODEL_NAME: "large", AGENT_DEFAULT_CONFIG_API_KEY: "sk-real" };
	const model = await environmentOf(key);
	assert.deepEqual(model.settings.embedded, { postgres: true, temporal: true, forge: true, model: false });
	assert.equal(model.configuration.LLM_PROXY_OPENAI_URL, "https://api.openai.com");
	assert.equal(model.configuration.AGENT_DEFAULT_CONFIG_ENABLED, true);
	const unused = await environmentOf({ ...key, AGENT_DEFAULT_CONFIG_ENABLED: "false" });
	assert.equal(unused.configuration.AGENT_DEFAULT_CONFIG_ENABLED, false);
	const temporal = await environmentOf({ TEMPORAL_ADDRESS: "temporal.example:7233" });
	assert.deepEqual(temporal.settings.embedded, { postgres: true, temporal: false, forge: true, model: true });
	assert.equal(temporal.configuration.TEMPORAL_UI_URL, undefined);
	const forge = await environmentOf({ GITHUB_OAUTH_CLIENT_ID: "id", GITHUB_OAUTH_CLIENT_SECRET: "secret" });
	assert.deepEqual(forge.settings.embedded, { postgres: true, temporal: true, forge: false, model: true });
	assert.equal(forge.configuration.GITHUB_SERVER_URL, "https://github.com");
	assert.equal(forge.configuration.PRACTICE_REVIEW_FOR_ALL, false);
});

test("a public https origin keeps cookies secure", async () => {
	const { configuration } = await environmentOf({ APPLICATION_HOST_URL: "https://hephaestus.example" });
	assert.equal(configuration.HEPHAESTUS_AUTH_COOKIE_SECURE, true);
	assert.equal(configuration.HEPHAESTUS_AUTH_ISSUER, "https://hephaestus.example");
});

test("each process is told what it reads, and other programs nothing in confidence", async () => {
	const folder = await mkdtemp(join(tmpdir(), "hephaestus-environment-"));
	const { settings } = await readSettings(folder, "standard", { CLOUD_TOKEN: "t", LOG_LEVEL: "debug" });
	const application = applicationEnvironment(settings, await readSecrets(folder));
	await rm(folder, { recursive: true });
	const [api, worker] = [apiEnvironment(application), workerEnvironment(application)];
	for (const environment of [api, worker]) {
		assert.equal(environment.CLOUD_TOKEN, undefined);
		assert.equal(environment.LOG_LEVEL, "debug");
		assert.ok(environment.NODE_OPTIONS);
		assert.equal(parseConfiguration(environment).DATABASE_PASSWORD, application.DATABASE_PASSWORD);
	}
	assert.ok(api.DATABASE_MIGRATOR_PASSWORD && api.GITHUB_OAUTH_CLIENT_SECRET);
	const secrets = ["DATABASE_MIGRATOR_PASSWORD", "DATABASE_INTAKE_PASSWORD", "GITHUB_OAUTH_CLIENT_SECRET"];
	for (const name of [...secrets, "HEPHAESTUS_AUTH_STATE_COOKIE_KEY", "AGENT_DEFAULT_CONFIG_API_KEY"])
		assert.equal(worker[name], undefined, name);

	process.env.DATABASE_MIGRATOR_PASSWORD = "in confidence";
	assert.equal(machineEnvironment().DATABASE_MIGRATOR_PASSWORD, undefined);
	assert.equal(machineEnvironment().PATH, process.env.PATH);
	delete process.env.DATABASE_MIGRATOR_PASSWORD;
});
