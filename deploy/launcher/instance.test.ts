import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { freePort } from "@hephaestus/db/testing/free-port.ts";
import { ConfigurationInvalid } from "@hephaestus/domain/operations/configuration.ts";
import { startInstance } from "./instance.ts";
import { PORTS } from "./settings.ts";

async function makeFolder() {
	const path = await mkdtemp(join(tmpdir(), "hephaestus-instance-"));
	return { path, [Symbol.asyncDispose]: async () => await rm(path, { recursive: true }) };
}

/** Free ports for everything, by their variables. */
async function freeEnvironment(): Promise<Record<string, string>> {
	const entries = Object.values(PORTS).map(async ({ variable }) => [variable, String(await freePort())] as const);
	return Object.fromEntries(await Promise.all(entries));
}

async function problemsOf(starting: Promise<unknown>): Promise<string> {
	const error = await starting.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	assert.ok(error instanceof ConfigurationInvalid);
	return error.message;
}

test("every problem of the configuration is reported at once, ports included, and nothing is started", async () => {
	await using folder = await makeFolder();
	const squatter = createServer().listen(0, "127.0.0.1");
	await new Promise((resolve) => squatter.once("listening", resolve));
	const address = squatter.address();
	const taken = typeof address === "object" && address !== null ? address.port : 0;
	const message = await problemsOf(
		startInstance({
			dataFolder: folder.path,
			ports: "standard",
			environment: {
				...(await freeEnvironment()),
				SERVER_PORT: String(taken),
				EMBEDDED_POSTGRES_PORT: "many",
				LOG_LEVEL: "loud",
				HEPHAESTUS_SECURITY_ENCRYPTION_KEY: "short",
			},
		}),
	);
	squatter.close();
	assert.match(message, /4 problem/);
	assert.match(message, new RegExp(`SERVER_PORT: port ${taken}, for the application, is taken`));
	assert.match(message, /EMBEDDED_POSTGRES_PORT: is not a port/);
	assert.match(message, /LOG_LEVEL/);
	assert.match(message, /openssl rand -base64 24/);
	assert.ok(!(await readdir(folder.path)).includes("lock"));
	assert.ok(!(await readdir(folder.path)).includes("postgres"));
});

test("one variable of the real forge means the real forge, and what it lacks is named", async () => {
	await using folder = await makeFolder();
	const message = await problemsOf(
		startInstance({
			dataFolder: folder.path,
			ports: "standard",
			environment: { ...(await freeEnvironment()), GITHUB_OAUTH_CLIENT_ID: "Iv1.0123456789abcdef" },
		}),
	);
	assert.match(message, /1 problem.*\n +GITHUB_OAUTH_CLIENT_SECRET: is required/);
});
