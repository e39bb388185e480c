import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openJobSocket } from "./job-socket.ts";

let folder: string;
before(async () => {
	folder = await mkdtemp(join(tmpdir(), "hs-"));
});
after(() => rm(folder, { recursive: true }));

const open = (path: string) => openJobSocket(path, [], (error) => assert.fail(String(error)));

test("sockets stand in a folder that everybody may pass and nobody else may list or change", async () => {
	const base = join(folder, "own");
	await mkdir(base, { mode: 0o700 });
	const socket = await open(base);
	assert.equal((await stat(base)).mode & 0o777, 0o711);
	assert.ok((await stat(socket.path)).isSocket());
	await socket.close();
});

for (const mode of [0o777, 0o1777, 0o720, 0o702])
	test(`a folder that others may write to (${mode.toString(8)}) takes no sockets`, async () => {
		const base = join(folder, mode.toString(8));
		await mkdir(base);
		await chmod(base, mode);
		await assert.rejects(open(base), /SANDBOX_SOCKET_DIR/);
	});

test("a link to a folder takes no sockets", async () => {
	const target = join(folder, "target");
	await mkdir(target);
	await symlink(target, join(folder, "link"));
	await assert.rejects(open(join(folder, "link")), /SANDBOX_SOCKET_DIR/);
});
