import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigurationInvalid, parseConfiguration } from "./configuration.ts";

const valid = {
	DATABASE_URL: "postgresql://localhost:5432/hephaestus",
	DATABASE_USERNAME: "app",
	DATABASE_PASSWORD: "secret-of-the-database",
	HEPHAESTUS_SECURITY_ENCRYPTION_KEY: "0123456789abcdef0123456789abcdef",
	HEPHAESTUS_AUTH_STATE_COOKIE_KEY: Buffer.alloc(32, 7).toString("base64"),
	GITHUB_OAUTH_CLIENT_ID: "id",
	GITHUB_OAUTH_CLIENT_SECRET: "client-secret",
	WEBHOOK_SECRET: "0123456789abcdef0123456789abcdef",
};

function problemsOf(environment: Record<string, string | undefined>) {
	try {
		parseConfiguration(environment);
	} catch (error) {
		if (error instanceof ConfigurationInvalid) return error.problems;
		throw error;
	}
	return [];
}

test("a minimal environment is enough, and defaults are those of the documentation", () => {
	const configuration = parseConfiguration(valid);
	assert.equal(configuration.MONITORING_SYNC_CRON, "0 0 * * * *");
	assert.equal(configuration.PRACTICE_REVIEW_COOLDOWN_MINUTES, 15);
	assert.equal(configuration.GITHUB_SERVER_URL, "https://github.com");
});

test("every problem is reported at once, with the variable, what is expected and how to make it", () => {
	const problems = problemsOf({
		...valid,
		DATABASE_URL: undefined,
		SERVER_PORT: "eighty",
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: "short",
	});
	assert.deepEqual(problems.map((problem) => problem.variable).sort(), [
		"DATABASE_URL",
		"HEPHAESTUS_SECURITY_ENCRYPTION_KEY",
		"SERVER_PORT",
	]);
	const key = problems.find((problem) => problem.variable === "HEPHAESTUS_SECURITY_ENCRYPTION_KEY");
	assert.match(key?.message ?? "", /exactly 32 characters and 32 bytes, not 5 and 5/);
	assert.match(key?.remedy ?? "", /openssl rand -base64 24/);
});

test("characters and bytes of the encryption key are counted apart", () => {
	const [problem] = problemsOf({ ...valid, HEPHAESTUS_SECURITY_ENCRYPTION_KEY: `ü${"0".repeat(31)}` });
	assert.match(problem?.message ?? "", /not 32 and 33/);
});

test("only the role that serves people needs what signs people in", () => {
	const signIn = ["HEPHAESTUS_AUTH_STATE_COOKIE_KEY", "GITHUB_OAUTH_CLIENT_ID", "GITHUB_OAUTH_CLIENT_SECRET"];
	const worker = { ...valid, ...Object.fromEntries(signIn.map((variable) => [variable, undefined])) };
	assert.deepEqual(problemsOf({ ...worker, HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false" }), []);
	assert.deepEqual(
		problemsOf(worker).map((problem) => problem.variable),
		signIn,
	);
});

test("no report contains a value", () => {
	const text = new ConfigurationInvalid(problemsOf({ ...valid, WEBHOOK_SECRET: "hunter2", SERVER_PORT: "hunter2" }))
		.message;
	assert.doesNotMatch(text, /hunter2/);
	assert.match(text, /2 problem\(s\); nothing was started/);
});

test("an empty value counts as not set", () => {
	assert.equal(parseConfiguration({ ...valid, SANDBOX_MAX_CONCURRENT: "" }).SANDBOX_MAX_CONCURRENT, 2);
});

const pem = "-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----";

test("variables that mean something only together are asked for together, all at once", () => {
	const problems = problemsOf({
		...valid,
		GITHUB_OAUTH_CLIENT_SECRET: undefined,
		GITLAB_OAUTH_CLIENT_SECRET: "secret-of-gitlab",
		DATABASE_MIGRATOR_USERNAME: "migrator",
		DATABASE_INTAKE_PASSWORD: "secret-of-intake",
		AGENT_DEFAULT_CONFIG_ENABLED: "true",
		GH_APP_ID: "7",
	});
	assert.deepEqual(problems.map(({ variable }) => variable).sort(), [
		"AGENT_DEFAULT_CONFIG_API_KEY",
		"AGENT_DEFAULT_CONFIG_MODEL_NAME",
		"DATABASE_INTAKE_USERNAME",
		"DATABASE_MIGRATOR_PASSWORD",
		"GH_APP_PRIVATE_KEY",
		"GITHUB_OAUTH_CLIENT_SECRET",
		"GITLAB_OAUTH_CLIENT_ID",
	]);
	for (const { message, remedy } of problems) {
		assert.match(message, /is required by/);
		assert.match(remedy, /^(Make one with|Expected): ./);
	}
});

test("a key of the App is PEM, its line breaks written as \\n too, or the path of a file", () => {
	const app = { ...valid, GH_APP_ID: "7" };
	assert.match(parseConfiguration({ ...app, GH_APP_PRIVATE_KEY: pem }).GH_APP_PRIVATE_KEY ?? "", /KEY-----\nMIIE\n/);
	assert.deepEqual(problemsOf({ ...app, GH_APP_PRIVATE_KEY_LOCATION: "/run/secrets/app.pem" }), []);
	const [problem, ...others] = problemsOf({ ...app, GH_APP_PRIVATE_KEY: "MIIEpAIBAAKCAQEA" });
	assert.deepEqual(others, []);
	assert.match(problem?.message ?? "", /must be a private key in PEM/);
	assert.match(problem?.remedy ?? "", /generate a private key/i);
});
