import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { lockDataFolder, resetDataFolder } from "./data-folder.ts";
import { writeInstanceFile } from "./instance-file.ts";
import { processIdentity } from "./process-identity.ts";

async function makeFolder() {
	const path = await mkdtemp(join(tmpdir(), "hephaestus-data-"));
	return { path, [Symbol.asyncDispose]: async () => await rm(path, { recursive: true }) };
}

test("a second instance in the same data folder is refused by name, until the first lets go", async () => {
	await using folder = await makeFolder();
	const first = await lockDataFolder(folder.path);
	await assert.rejects(lockDataFolder(folder.path), {
		message: new RegExp(`already runs in ${folder.path} \\(pid ${process.pid}`),
	});
	await first.release();
	await (await lockDataFolder(folder.path)).release();
});

test("the lock of a process that is gone is taken over", async () => {
	await using folder = await makeFolder();
	await writeFile(join(folder.path, "lock"), JSON.stringify({ pid: process.pid, identity: "another start" }));
	await (await lockDataFolder(folder.path)).release();
});

test("a lock that was cut off while being written is taken over", async () => {
	await using folder = await makeFolder();
	await writeFile(join(folder.path, "lock"), "");
	await (await lockDataFolder(folder.path)).release();
});

test("what a killed run left is ended, and a process that only has the same id is spared", async () => {
	await using folder = await makeFolder();
	const leftover = spawn("sleep", ["600"], { detached: true });
	const stranger = spawn("sleep", ["600"], { detached: true });
	await Promise.all([once(leftover, "spawn"), once(stranger, "spawn")]);
	const ended = once(leftover, "close");
	await writeFile(join(folder.path, "lock"), JSON.stringify({ pid: process.pid, identity: "another start" }));
	await writeInstanceFile(folder.path, {
		pid: process.pid,
		startedAt: "",
		urls: {},
		environment: {},
		processes: [
			{ name: "API", pid: Number(leftover.pid), identity: processIdentity(Number(leftover.pid)) },
			{ name: "Worker", pid: Number(stranger.pid), identity: "started at another time" },
		],
	});
	const lock = await lockDataFolder(folder.path);
	await ended;
	assert.deepEqual(lock.leftovers, ["API"]);
	assert.equal(stranger.exitCode, null);
	stranger.kill();
	await lock.release();
});

test("a reset empties the folder but keeps downloaded programs", async () => {
	await using folder = await makeFolder();
	for (const name of ["postgres", "programs", "git-repos"]) await mkdir(join(folder.path, name));
	await writeFile(join(folder.path, "secrets.json"), "{}");
	await resetDataFolder(folder.path);
	assert.deepEqual(await readdir(folder.path), ["programs"]);
});
