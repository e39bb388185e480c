import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { type GitHubSimulator, startGitHubSimulator } from "../simulator.ts";
import { dig, startReceiver } from "../testing.ts";

const run = promisify(execFile);
let folder: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let simulator: GitHubSimulator;

before(async () => {
	folder = await mkdtemp(join(tmpdir(), "forge-git-"));
	receiver = await startReceiver();
	simulator = await startGitHubSimulator({ webhook: { url: receiver.url, secret: "s" } });
});
after(async () => {
	receiver.stop();
	await simulator.stop();
	await rm(folder, { recursive: true, force: true });
});

const git = async (cwd: string, ...args: string[]) => {
	const identity = ["-c", "user.name=Kofi Mensah", "-c", "user.email=kofi@example.org", "-c", "credential.helper="];
	const env = { ...process.env, GIT_TERMINAL_PROMPT: "0" };
	return (await run("git", [...identity, ...args], { cwd, env })).stdout.trim();
};
const address = (name: string, token?: string) => {
	const origin = token ? simulator.url.replace("http://", `http://x-access-token:${token}@`) : simulator.url;
	return `${origin}/harvest-kitchen/${name}.git`;
};

test("clones a public repository, and a private one only with a token", async () => {
	await git(folder, "clone", "-q", address("canteen-web"), "public");
	await assert.rejects(git(folder, "clone", "-q", address("meal-forecast"), "refused"));
	const outsider = address("meal-forecast", simulator.tokenFor("kofi"));
	await assert.rejects(git(folder, "clone", "-q", outsider, "refused"));
	await git(folder, "clone", "-q", address("meal-forecast", simulator.tokenFor("ada")), "private");
	assert.match(await git(join(folder, "private"), "ls-files"), /forecast\/model\.py/);
});

test("fetches the head of a pull request by its ref and by its commit", async () => {
	const repository = simulator.world.repository("harvest-kitchen/canteen-web");
	const pull = simulator.world.findPullRequest(repository.id, 8);
	const clone = join(folder, "public");
	await git(clone, "fetch", "-q", "--depth=1", "origin", "refs/pull/8/head");
	assert.equal(await git(clone, "rev-parse", "FETCH_HEAD"), pull?.headSha);
	await git(clone, "fetch", "-q", "--filter=blob:none", "origin", pull?.headSha ?? "");
});

test("a push moves the head of its pull request, outdates threads, and sends push and synchronize", async () => {
	const repository = simulator.world.repository("harvest-kitchen/canteen-web");
	const pull = simulator.world.findPullRequest(repository.id, 8);
	assert.ok(pull);
	const clone = join(folder, "work");
	await git(folder, "clone", "-q", "-b", pull.headRef, address("canteen-web", simulator.tokenFor("kofi")), "work");
	await git(clone, "checkout", "-q", "HEAD~1", "--", "src/checkout.ts");
	await writeFile(join(clone, "NOTES.md"), "Ten seconds were too long.\n");
	await git(clone, "add", "-A");
	await git(clone, "commit", "-q", "-m", "Take the limit out again");
	const before = pull.headSha;
	await git(clone, "push", "-q");
	await simulator.idle();
	assert.equal(pull.headSha, await git(clone, "rev-parse", "HEAD"));
	const [thread] = simulator.world.threadsOf(pull.id);
	assert.equal(thread?.outdated, true);
	assert.equal(thread?.line, null);
	const sent = receiver.received.map((row) => ({ event: row.headers["x-github-event"], body: JSON.parse(row.body) }));
	assert.deepEqual(
		sent.map((row) => [row.event, dig(row.body, "action") ?? null]),
		[
			["push", null],
			["pull_request", "synchronize"],
		],
	);
	assert.equal(dig(sent[0]?.body, "before"), before);
	assert.deepEqual(dig(sent[0]?.body, "commits.0.added"), ["NOTES.md"]);
	assert.equal(dig(sent[1]?.body, "after"), pull.headSha);
	assert.deepEqual(simulator.complaints, []);
});

test("refuses a push from somebody who may only read", async () => {
	const clone = join(folder, "public");
	await git(clone, "commit", "-q", "--allow-empty", "-m", "Sneak in");
	await assert.rejects(git(clone, "push", "-q", address("order-service", simulator.tokenFor("kofi")), "HEAD:main"));
});
