import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("main.ts", import.meta.url));

function run(...args: string[]) {
	const folder = mkdtempSync(join(tmpdir(), "hephaestus-cli-"));
	try {
		const env = { PATH: process.env.PATH, HEPHAESTUS_DATA: folder };
		return spawnSync(process.execPath, [program, ...args], { env, encoding: "utf8" });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test("help needs no instance and names every command", () => {
	const { status, stdout } = run("help");
	assert.equal(status, 0);
	for (const command of ["status", "workspaces list", "sync run", "reviews rerun ID"])
		assert.match(stdout, new RegExp(command));
});

test("an unknown command or option is wrong usage", () => {
	assert.equal(run("reviews", "explode").status, 2);
	assert.match(run("frobnicate").stderr, /There is no command `frobnicate`/);
	assert.equal(run("status", "--loud").status, 2);
});

test("without an instance a command says where it looked and how to get one", () => {
	const { status, stderr } = run("workspaces", "list");
	assert.equal(status, 1);
	assert.match(stderr, /No instance runs in .*\n.*npm start/);
});
