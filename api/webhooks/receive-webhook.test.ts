import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { createDatabase } from "@hephaestus/db/operations/database.ts";
import { createTestApi, type TestApi } from "../testing/test-api.ts";

let api: TestApi;
before(async () => {
	api = await createTestApi();
});
after(() => api.stop());

const opened = JSON.stringify({ action: "opened", repository: { full_name: "Acme/Rocket" } });

function headersFor(body: string, more: Record<string, string> = {}): Record<string, string> {
	const signature = createHmac("sha256", api.deps.configuration.WEBHOOK_SECRET).update(body).digest("hex");
	return {
		"Content-Length": String(Buffer.byteLength(body)),
		"X-GitHub-Event": "pull_request",
		"X-GitHub-Delivery": randomUUID(),
		"X-Hub-Signature-256": `sha256=${signature}`,
		...more,
	};
}

async function deliver(body: string, headers: Record<string, string>, kind = "github"): Promise<Response> {
	return await api.app.request(`/webhooks/${kind}`, { method: "POST", body, headers });
}

async function stored(deliveryId: string | undefined) {
	return await api.deps.db
		.selectFrom("webhook_delivery")
		.selectAll()
		.where("delivery_id", "=", deliveryId ?? "")
		.execute();
}

test("a signed delivery is stored as it came and accepted, with Temporal away", async () => {
	const headers = headersFor(opened);
	const response = await deliver(opened, headers);
	assert.equal(response.status, 202);
	assert.deepEqual(await response.json(), { status: "ok" });
	const [row] = await stored(headers["X-GitHub-Delivery"]);
	assert.ok(row);
	assert.equal(row.body.toString("utf8"), opened);
	assert.partialDeepStrictEqual(row, {
		kind: "GITHUB",
		lane: "github/acme/rocket",
		event: "pull_request",
		action: "opened",
		repository_name: "Acme/Rocket",
		state: "RECEIVED",
	});
});

test("a redelivery is accepted and stored once", async () => {
	const headers = headersFor(opened);
	assert.equal((await deliver(opened, headers)).status, 202);
	assert.equal((await deliver(opened, headers)).status, 202);
	assert.equal((await stored(headers["X-GitHub-Delivery"])).length, 1);
});

test("a ping is verified first, then answered and not stored", async () => {
	const ping = JSON.stringify({ zen: "Keep it logically awesome." });
	const headers = headersFor(ping, { "X-GitHub-Event": "ping" });
	const response = await deliver(ping, headers);
	assert.equal(response.status, 200);
	assert.deepEqual(await response.json(), { status: "pong" });
	assert.equal((await stored(headers["X-GitHub-Delivery"])).length, 0);
	const forged = await deliver(ping, { ...headers, "X-Hub-Signature-256": "sha256=00" });
	assert.equal(forged.status, 401);
});

test("a missing signature is named; a wrong one, of whatever kind, is only invalid", async () => {
	const { "X-Hub-Signature-256": _, ...unsigned } = headersFor(opened);
	const missing = await deliver(opened, unsigned);
	assert.equal(missing.status, 401);
	assert.deepEqual(await missing.json(), { error: "missing-signature" });
	for (const signature of ["sha1=abc", "sha256=", "sha256=nonsense", `sha256=${"0".repeat(64)}`]) {
		const response = await deliver(opened, headersFor(opened, { "X-Hub-Signature-256": signature }));
		assert.equal(response.status, 401);
		assert.deepEqual(await response.json(), { error: "invalid" });
	}
	const otherBytes = await deliver(`${opened} `, headersFor(opened));
	assert.equal(otherBytes.status, 401);
});

test("the kind, the length and the content are checked in this order", async () => {
	const unknown = await deliver(opened, headersFor(opened), "bitbucket");
	assert.equal(unknown.status, 404);
	assert.deepEqual(await unknown.json(), { error: "unknown integration kind: bitbucket" });
	const { "Content-Length": _, ...withoutLength } = headersFor(opened);
	assert.equal((await deliver(opened, withoutLength)).status, 411);
	assert.equal((await deliver(opened, headersFor(opened, { "Content-Length": "26214401" }))).status, 413);
	assert.equal((await deliver(opened, headersFor(opened), "slack")).status, 501);
	const text = await deliver("not json", headersFor("not json"));
	assert.equal(text.status, 400);
	assert.deepEqual(await text.json(), { error: "invalid-json" });
	assert.equal((await deliver(opened, headersFor(opened), "GitHub")).status, 202);
});

test("a delivery without an id is known by its content", async () => {
	const { "X-GitHub-Delivery": _, ...headers } = headersFor(`{"action":"once"}`);
	assert.equal((await deliver(`{"action":"once"}`, headers)).status, 202);
	assert.equal((await deliver(`{"action":"once"}`, headers)).status, 202);
	const rows = await api.deps.db.selectFrom("webhook_delivery").select("id").where("action", "=", "once").execute();
	assert.equal(rows.length, 1);
});

test("without PostgreSQL the forge is told to come back, at once", async () => {
	const intake = api.deps.intake;
	const gone = createDatabase({ ...api.database.intake, url: "postgresql://127.0.0.1:1/gone" });
	api.deps.intake = gone;
	try {
		const response = await deliver(opened, headersFor(opened));
		assert.equal(response.status, 503);
		assert.equal(response.headers.get("retry-after"), "10");
		assert.deepEqual(await response.json(), { error: "publish-failed" });
	} finally {
		api.deps.intake = intake;
		await gone.destroy();
	}
});
