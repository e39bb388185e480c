import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";
import { notify } from "@hephaestus/db/operations/notify.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { sql } from "kysely";
import { createTestWorkspace, type TestWorkspace } from "../testing/forge-data.ts";
import { createTestApi, type TestApi } from "../testing/test-api.ts";

let api: TestApi;
let ours: TestWorkspace;
let theirs: TestWorkspace;
let accountId: number;

before(async () => {
	api = await createTestApi();
	({ accountId } = await api.signedIn({ subject: "1", username: "ada" }));
	ours = await createTestWorkspace(api.deps, "ours", accountId);
	theirs = await createTestWorkspace(api.deps, "theirs", accountId);
});
after(() => api.stop());

async function tell(workspace: TestWorkspace, id: string): Promise<void> {
	await withWorkspace(api.deps.db, workspace.id, (tx) =>
		notify(tx, { workspaceId: workspace.id, type: "pull-request", id }),
	);
}

/** The stream's text until it holds `expected`. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, expected: string): Promise<string> {
	let text = "";
	while (!text.includes(expected)) {
		const { value, done } = await reader.read();
		assert.equal(done, false, `the stream ended after: ${text}`);
		text += Buffer.from(value ?? []).toString("utf8");
	}
	return text;
}

test("a page hears of its own workspace's changes, also after the connection was lost", async () => {
	const browser = await api.signedIn({ subject: "1", username: "ada" });
	const response = await browser.get("/api/workspaces/ours/events");
	assert.equal(response.headers.get("content-type"), "text/event-stream");
	const reader = response.body?.getReader();
	assert.ok(reader);
	await readUntil(reader, "event: resync");
	await tell(theirs, "foreign");
	await tell(ours, "42");
	const heard = await readUntil(reader, '{"id":"42"}');
	assert.match(heard, /event: pull-request/);
	assert.doesNotMatch(heard, /foreign/);

	await sql`select pg_terminate_backend(pid) from pg_stat_activity
		where application_name = 'hephaestus: live events' and datname = current_database()`.execute(api.deps.db);
	await readUntil(reader, "event: resync");
	await tell(ours, "43");
	await readUntil(reader, '{"id":"43"}');
	await reader.cancel();
});

test("a stream ends when its session does or its reader is no member any more, and an account opens so many", async () => {
	mock.timers.enable({ apis: ["setInterval"] });
	const browser = await api.signedIn({ subject: "1", username: "ada" });
	const open = async () => {
		const response = await browser.get("/api/workspaces/ours/events");
		assert.equal(response.status, 200);
		const reader = response.body?.getReader();
		assert.ok(reader);
		await readUntil(reader, ": listening");
		return reader;
	};
	const untilEnd = async (reader: ReadableStreamDefaultReader<Uint8Array>) => {
		mock.timers.tick(20_000);
		while (!(await reader.read()).done);
	};
	const [living, started] = [await open(), api.clock.now];
	mock.timers.tick(20_000);
	await readUntil(living, ": still here");
	api.clock.now = new Date(started.getTime() + 901_000);
	await untilEnd(living);
	api.clock.now = started;

	const member = await open();
	const row = await withWorkspace(api.deps.db, ours.id, (tx) =>
		tx.deleteFrom("workspace_membership").returningAll().executeTakeFirstOrThrow(),
	);
	await untilEnd(member);
	await withWorkspace(api.deps.db, ours.id, (tx) => tx.insertInto("workspace_membership").values(row).execute());

	const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
	for (let count = 0; count < 30; count++) readers.push(await open());
	assert.equal((await browser.get("/api/workspaces/ours/events")).status, 429);
	for (const reader of readers) await reader.cancel();
	mock.timers.reset();
});

test("closing ends every stream", async () => {
	const browser = await api.signedIn({ subject: "1", username: "ada" });
	const response = await browser.get("/api/workspaces/ours/events");
	const reader = response.body?.getReader();
	assert.ok(reader);
	await readUntil(reader, ": listening");
	await api.deps.liveEvents.close();
	const { done } = await reader.read();
	assert.equal(done, true);
});
