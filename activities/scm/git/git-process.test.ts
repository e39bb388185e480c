import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { GitError } from "./git-process.ts";
import { withRepositoryLock } from "./repository-lock.ts";
import { runGit } from "./run-git.ts";

let folder: string;
let forge: string;
let asked: () => void = () => undefined;
// A forge that takes every request and never answers.
const server = createServer(() => asked());

before(async () => {
	folder = await mkdtemp(join(tmpdir(), "hephaestus-git-"));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	assert.ok(typeof address === "object" && address !== null);
	forge = `http://127.0.0.1:${address.port}/acme/rocket.git`;
});
after(async () => {
	server.closeAllConnections();
	server.close();
	await rm(folder, { recursive: true, force: true });
});

test("a forge that never answers is given up, and its connection closed", async () => {
	const { signal } = new AbortController();
	const run = runGit(["ls-remote", forge], { cwd: folder, signal, timeoutMs: 500 });
	await assert.rejects(run, (error) => error instanceof GitError && /longer than 0.5 seconds/.test(error.message));
	await idle();
});

test("a cancelled command ends at once with the reason, and its helpers with it", async () => {
	const controller = new AbortController();
	const reason = new Error("The review was cancelled.");
	asked = () => controller.abort(reason);
	await assert.rejects(runGit(["ls-remote", forge], { cwd: folder, signal: controller.signal }), reason);
	await assert.rejects(runGit(["version"], { signal: controller.signal }), reason);
	await idle();
});

test("whoever was cancelled while it waited for a repository does not start", async () => {
	const controller = new AbortController();
	const { promise: held, resolve: release } = Promise.withResolvers<void>();
	const first = withRepositoryLock("one", new AbortController().signal, () => held);
	let started = false;
	const second = withRepositoryLock("one", controller.signal, async () => {
		started = true;
	});
	controller.abort(new Error("cancelled"));
	release();
	await first;
	await assert.rejects(second, /cancelled/);
	assert.equal(started, false);
	assert.equal(await withRepositoryLock("one", new AbortController().signal, async () => 3), 3);
});

test("a git that cannot be started says so", async () => {
	const { signal } = new AbortController();
	await assert.rejects(runGit(["version"], { cwd: join(folder, "nowhere"), signal }), /ENOENT/);
});

/** Resolves once git's helper processes hold no connection any more. */
async function idle(): Promise<void> {
	const count = () => new Promise<number>((resolve) => server.getConnections((_, open) => resolve(open)));
	while ((await count()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}
