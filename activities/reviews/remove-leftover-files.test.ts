import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openJobSocket } from "./llm-proxy/job-socket.ts";
import { removeDeadSockets, removeLeftoverBundles } from "./remove-leftover-files.ts";

let folder: string;
before(async () => {
	folder = await mkdtemp(join(tmpdir(), "left-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("inputs of reviews that are over go, those of active ones stay, and no folder is no problem", async () => {
	assert.equal(await removeLeftoverBundles(join(folder, "nowhere"), async () => new Set()), 0);
	const [active, over] = [randomUUID(), randomUUID()];
	for (const name of [active, over, "not-ours"]) await mkdir(join(folder, "jobs", name, "inputs"), { recursive: true });
	assert.equal(await removeLeftoverBundles(folder, async () => new Set([active])), 1);
	assert.deepEqual((await readdir(join(folder, "jobs"))).sort(), [active, "not-ours"].sort());
});

test("sockets of a killed worker go, one that is served or just opening stays", async () => {
	const sockets = join(folder, "sockets");
	const living = await openJobSocket(sockets, [], () => undefined);
	const killed = "killed-killed-16";
	for (const name of [killed, "other-folder-16c", "mine"]) await mkdir(join(sockets, name));
	const listen = `require("net").createServer().listen(process.argv[1], () => console.log("listens"))`;
	const worker = spawn(process.execPath, ["-e", listen, join(sockets, killed, "job.sock")]);
	await once(worker.stdout, "data");
	worker.kill("SIGKILL");
	await once(worker, "exit");
	assert.equal(await removeDeadSockets(sockets, new Date()), 0);
	assert.equal(await removeDeadSockets(sockets, new Date(Date.now() + 120_000)), 1);
	const kept = [living.directory.slice(sockets.length + 1), "other-folder-16c", "mine"];
	assert.deepEqual((await readdir(sockets)).sort(), kept.sort());
	await living.close();
	assert.equal(await removeDeadSockets(join(folder, "nowhere"), new Date()), 0);
});
