import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase } from "@hephaestus/db/testing/postgres.ts";
import { z } from "zod";

const SERVER = fileURLToPath(new URL("server.ts", import.meta.url));
const ready = z.object({ msg: z.literal("ready"), ports: z.tuple([z.int(), z.int()]) });
let database: TestDatabase;

before(async () => {
	database = await createTestDatabase();
});
after(() => database.stop());

interface Running {
	child: ChildProcess;
	origin: string;
	management: string;
	lines: unknown[];
}

function environment(): Record<string, string> {
	return {
		PATH: process.env.PATH ?? "",
		DATABASE_URL: database.app.url,
		DATABASE_USERNAME: database.app.username,
		DATABASE_PASSWORD: database.app.password,
		DATABASE_MIGRATOR_USERNAME: database.migrator.username,
		DATABASE_MIGRATOR_PASSWORD: database.migrator.password,
		DATABASE_INTAKE_USERNAME: database.intake.username,
		DATABASE_INTAKE_PASSWORD: database.intake.password,
		TEMPORAL_ADDRESS: "127.0.0.1:1",
		SERVER_PORT: "0",
		MANAGEMENT_PORT: "0",
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: "0123456789abcdef0123456789abcdef",
		HEPHAESTUS_AUTH_STATE_COOKIE_KEY: Buffer.alloc(32, 7).toString("base64"),
		GITHUB_OAUTH_CLIENT_ID: "test-client",
		GITHUB_OAUTH_CLIENT_SECRET: "a secret that no log may hold",
		WEBHOOK_SECRET: "a secret of the webhooks",
	};
}

async function start(t: TestContext): Promise<Running> {
	const child = spawn(process.execPath, [SERVER], { env: environment(), stdio: ["ignore", "pipe", "inherit"] });
	t.after(() => child.kill("SIGKILL"));
	const lines: unknown[] = [];
	const { promise, resolve, reject } = Promise.withResolvers<Running>();
	child.once("exit", (code) => reject(new Error(`It ended with ${code}: ${JSON.stringify(lines)}`)));
	createInterface({ input: child.stdout }).on("line", (line) => {
		lines.push(JSON.parse(line));
		const { data } = ready.safeParse(lines.at(-1));
		if (data === undefined) return;
		const [port, managementPort] = data.ports;
		resolve({ child, lines, origin: `http://127.0.0.1:${port}`, management: `http://127.0.0.1:${managementPort}` });
	});
	return await promise;
}

test("a configuration that is not right is said at once, whole, with exit code 78", async () => {
	const child = spawn(process.execPath, [SERVER], { env: { PATH: process.env.PATH ?? "", SERVER_PORT: "eighty" } });
	let said = "";
	child.stderr.on("data", (chunk) => {
		said += chunk;
	});
	const [code] = await once(child, "exit");
	assert.equal(code, 78);
	for (const variable of ["SERVER_PORT", "DATABASE_URL", "HEPHAESTUS_SECURITY_ENCRYPTION_KEY", "WEBHOOK_SECRET"])
		assert.match(said, new RegExp(variable));
});

test("a role that row-level security does not bind is refused with 78", async () => {
	const { username, password } = database.migrator;
	const env = { ...environment(), DATABASE_USERNAME: username, DATABASE_PASSWORD: password };
	const child = spawn(process.execPath, [SERVER], { env, stdio: ["ignore", "ignore", "pipe"] });
	let said = "";
	child.stderr.on("data", (chunk) => {
		said += chunk;
	});
	const [code] = await once(child, "exit");
	assert.equal(code, 78);
	assert.match(said, /DATABASE_USERNAME: names a role that owns the tables/);
});

test("the process serves, logs JSON lines without secrets, counts, and ends in good order on SIGTERM", async (t) => {
	const { child, lines, origin, management } = await start(t);
	const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
	const providers = await fetch(`${origin}/api/identity-providers?code=never-logged`, { headers: { traceparent } });
	assert.equal(providers.status, 200);
	assert.match(providers.headers.getSetCookie().join(), /__Host-XSRF-TOKEN=[\w-]+; Path=\/; Secure; SameSite=Lax/);
	for (const base of [origin, management]) {
		assert.equal((await fetch(`${base}/healthz`)).status, 200);
		assert.equal((await fetch(`${base}/readyz`)).status, 200);
	}
	const guarded = "/api/workspaces/github/token";
	assert.equal((await fetch(`${origin}${guarded}`, { method: "POST" })).status, 403);
	const metrics = await (await fetch(`${management}/metrics`)).text();
	assert.match(
		metrics,
		/http_request_duration_seconds_count\{method="GET",route="\/api\/identity-providers",status="200"\} 1/,
	);
	assert.ok(metrics.includes(`{method="POST",route="${guarded}",status="403"} 1`), "the route that was asked for");
	assert.equal((await fetch(`${origin}/metrics`)).status, 404);
	const elsewhere = management.replace("127.0.0.1", "127.0.0.2");
	await assert.rejects(fetch(`${elsewhere}/metrics`), "the management port listens on its own address only");

	const request = lines.find((line) => z.object({ msg: z.literal("request") }).safeParse(line).success);
	assert.partialDeepStrictEqual(request, {
		level: "info",
		process: "api",
		method: "GET",
		path: "/api/identity-providers",
		route: "/api/identity-providers",
		status: 200,
		traceId: "0af7651916cd43dd8448eb211c80319c",
		client: "127.0.0.1",
	});
	child.kill("SIGTERM");
	const [code] = await once(child, "exit");
	assert.equal(code, 0);
	assert.doesNotMatch(JSON.stringify(lines), /a secret|never-logged|0123456789abcdef0123/);
});

test("while it drains, a request under way is finished and new ones find it not ready", async (t) => {
	const { child, origin } = await start(t);
	const body = new ReadableStream({
		async start(controller) {
			controller.enqueue(new TextEncoder().encode('{"personal'));
			await sleep(400);
			child.kill("SIGTERM");
			await sleep(400);
			controller.enqueue(new TextEncoder().encode('AccessToken":"x"}'));
			controller.close();
		},
	});
	// Answered 403 (no CSRF token) only after the whole body was sent: what counts is that it is answered.
	const underWay = await fetch(`${origin}/api/workspaces/github/token`, { method: "POST", body, duplex: "half" });
	assert.equal(underWay.status, 403);
	const [code] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
	assert.equal(code, 0);
});
