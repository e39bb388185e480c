import assert from "node:assert/strict";
import { test } from "node:test";
import { parseConfiguration } from "./configuration.ts";
import { halfConfigured, takesReviews } from "./switches.ts";

function configured(switches: Record<string, string>) {
	return parseConfiguration({
		DATABASE_URL: "postgresql://localhost:5432/hephaestus",
		DATABASE_USERNAME: "app",
		DATABASE_PASSWORD: "secret",
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: "0123456789abcdef0123456789abcdef",
		HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false",
		WEBHOOK_SECRET: "0123456789abcdef0123456789abcdef",
		...switches,
	});
}

test("reviews are taken only when sandboxes, agents and checkouts are all on", () => {
	assert.equal(takesReviews(configured({})), true);
	for (const name of ["SANDBOX_ENABLED", "AGENT_NATS_ENABLED", "GIT_CHECKOUT_ENABLED"])
		assert.equal(takesReviews(configured({ [name]: "false" })), false);
	assert.equal(takesReviews(configured({ NATS_ENABLED: "false" })), true);
});

test("switches that disagree are named with what waits", () => {
	assert.equal(halfConfigured(configured({})), null);
	assert.match(
		halfConfigured(configured({ GIT_CHECKOUT_ENABLED: "false" })) ?? "",
		/GIT_CHECKOUT_ENABLED off.*reviews wait\./,
	);
	assert.match(halfConfigured(configured({ NATS_ENABLED: "false" })) ?? "", /NATS_ENABLED off.*so webhook events wait/);
	const off = { SANDBOX_ENABLED: "0", AGENT_NATS_ENABLED: "0", GIT_CHECKOUT_ENABLED: "0", NATS_ENABLED: "0" };
	assert.equal(halfConfigured(configured(off)), null);
});
