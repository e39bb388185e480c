import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase } from "@hephaestus/db/testing/postgres.ts";
import { INBOX_SWEEPER_ID } from "@hephaestus/workflows/operations/ids.ts";
import { startTestTemporal, type TestTemporal } from "./testing/temporal.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
let database: TestDatabase;
let temporal: TestTemporal;

before(async () => {
	[database, temporal] = await Promise.all([createTestDatabase(), startTestTemporal()]);
});
after(async () => {
	await temporal.stop();
	await database.stop();
});

test("a bad configuration is told on stderr in one go and ends the process with 78", async () => {
	const worker = start({ DATABASE_URL: "nonsense" });
	const [stdout, stderr, code] = await Promise.all([read(worker, "stdout"), read(worker, "stderr"), exitOf(worker)]);
	assert.equal(code, 78);
	assert.equal(stdout, "");
	assert.match(stderr, /DATABASE_URL: is not valid/);
	assert.match(stderr, /WEBHOOK_SECRET: is required/);
});

test("a role that row-level security does not bind is refused with 78", async () => {
	const { username, password } = database.migrator;
	const worker = start({ ...environment(), DATABASE_USERNAME: username, DATABASE_PASSWORD: password });
	const [stderr, code] = await Promise.all([read(worker, "stderr"), exitOf(worker)]);
	assert.equal(code, 78);
	assert.match(stderr, /DATABASE_USERNAME: names a role that owns the tables/);
});

test("the worker becomes ready, runs workflows as its version, exports metrics and stops on SIGTERM", async () => {
	const worker = start(environment());
	const exit = exitOf(worker);
	const port = await managementPort(worker);
	await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200);
	await assert.rejects(fetch(`http://127.0.0.2:${port}/metrics`), "the port listens on its own address only");

	// The worker starts the sweeper itself, once, and it goes on.
	const looked = /hephaestus_activity_duration_seconds_count\{activity="pokeWaitingLanes",outcome="completed"\} [1-9]/;
	await until(async () => looked.test(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()));
	const { status } = await temporal.client.workflow.getHandle(INBOX_SWEEPER_ID).describe();
	assert.equal(status.name, "RUNNING");
	worker.kill("SIGTERM");
	assert.equal(await exit, 0);
});

test("a process that is told not to be a worker says so and ends well", async () => {
	const worker = start({ ...environment(), HEPHAESTUS_RUNTIME_WORKER_ENABLED: "false" });
	const [output, code] = await Promise.all([read(worker, "stdout"), exitOf(worker)]);
	assert.equal(code, 0);
	assert.match(output, /HEPHAESTUS_RUNTIME_WORKER_ENABLED is off/);
});

function environment(): Record<string, string> {
	return {
		DATABASE_URL: database.app.url,
		DATABASE_USERNAME: database.app.username,
		DATABASE_PASSWORD: database.app.password,
		TEMPORAL_ADDRESS: temporal.address,
		TEMPORAL_NAMESPACE: temporal.namespace,
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: "0123456789abcdef0123456789abcdef",
		HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false",
		WEBHOOK_SECRET: "a webhook secret of tests",
		WORKER_MANAGEMENT_PORT: "0",
		SANDBOX_DOCKER_HOST: "unix:///nonexistent/docker.sock",
	};
}

function start(variables: Record<string, string>): ChildProcess {
	return spawn(process.execPath, [WORKER], { env: { PATH: process.env.PATH, ...variables } });
}

async function exitOf(worker: ChildProcess): Promise<unknown> {
	const [code] = await once(worker, "exit");
	return code;
}

async function read(worker: ChildProcess, stream: "stdout" | "stderr"): Promise<string> {
	let text = "";
	for await (const chunk of worker[stream] ?? []) text += chunk;
	return text;
}

async function managementPort(worker: ChildProcess): Promise<number> {
	let text = "";
	return await new Promise((resolve, reject) => {
		worker.once("exit", () => reject(new Error(`The worker ended early:\n${text}`)));
		worker.stderr?.on("data", (chunk) => {
			text += chunk;
		});
		worker.stdout?.on("data", (chunk) => {
			text += chunk;
			const port = /"port":(\d+)/.exec(text)?.[1];
			if (port !== undefined) resolve(Number(port));
		});
	});
}

async function until(condition: () => Promise<boolean>): Promise<void> {
	while (!(await condition())) await sleep(100);
}
