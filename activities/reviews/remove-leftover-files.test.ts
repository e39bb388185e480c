import assert from "node:assert/strict";
import { spawn } from "node:child_process";
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
	for (const id of ["active", "over"]) await mkdir(join(folder, "jobs", id, "inputs"), { recursive: true });
	assert.equal(await removeLeftoverBundles(folder, async () => new Set(["active"])), 1);
	assert.deepEqual(await readdir(join(folder, "jobs")), ["active"]);
});

test("sockets of a killed worker go, one that is served or just opening stays", async () => {
	const sockets = join(folder, "sockets");
	const living = await openJobSocket(sockets, [], () => undefined);
	await mkdir(join(sockets, "killed"));
	const listen = `require("net").createServer().listen(process.argv[1], () => console.log("listens"))`;
	const worker = spawn(process.execPath, ["-e", listen, join(sockets, "killed", "job.sock")]);
	await once(worker.stdout, "data");
	worker.kill("SIGKILL");
	await once(worker, "exit");
	assert.equal(await removeDeadSockets(sockets, new Date()), 0);
	assert.equal(await removeDeadSockets(sockets, new Date(Date.now() + 120_000)), 1);
	assert.deepEqual(await readdir(sockets), [living.directory.slice(sockets.length + 1)]);
	await living.close();
	assert.equal(await removeDeadSockets(join(folder, "nowhere"), new Date()), 0);
});
