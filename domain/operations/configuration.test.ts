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
	const worker = { ...valid, GITHUB_OAUTH_CLIENT_ID: undefined, HEPHAESTUS_AUTH_STATE_COOKIE_KEY: undefined };
	assert.deepEqual(problemsOf({ ...worker, HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false" }), []);
	assert.deepEqual(
		problemsOf(worker).map((problem) => problem.variable),
		["HEPHAESTUS_AUTH_STATE_COOKIE_KEY", "GITHUB_OAUTH_CLIENT_ID"],
	);
});

test("no report contains a value", () => {
	const text = new ConfigurationInvalid(problemsOf({ ...valid, WEBHOOK_SECRET: "hunter2", SERVER_PORT: "hunter2" }))
		.message;
	assert.doesNotMatch(text, /hunter2/);
	assert.match(text, /2 problem\(s\); nothing was started/);
});

test("an empty value counts as not set", () => {
	assert.equal(parseConfiguration({ ...valid, MONITORING_TIMEFRAME: "" }).MONITORING_TIMEFRAME, 7);
});
