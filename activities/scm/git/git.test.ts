import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkOutHead } from "./check-out-head.ts";
import { GitError } from "./git-process.ts";
import { findRange, listCommits, readPatch } from "./pull-request-diff.ts";
import { type FetchRequest, fetchPullRequest, HeadMissing } from "./repository-cache.ts";
import { assertSize, RepositoryTooLarge } from "./repository-size.ts";
import { runGit } from "./run-git.ts";

const { signal } = new AbortController();

let folder: string;
let origin: string;
let mainSha: string;
let headSha: string;

const git = (...args: string[]) =>
	execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", ...args], { cwd: origin })
		.toString()
		.trim();

before(async () => {
	folder = await mkdtemp(join(tmpdir(), "hephaestus-git-"));
	origin = join(folder, "origin");
	execFileSync("git", ["init", "-q", "-b", "main", origin]);
	await writeFile(join(origin, "a.txt"), "one\ntwo\nthree\n");
	git("add", ".");
	git("commit", "-qm", "Start");
	git("checkout", "-qb", "feature");
	await writeFile(join(origin, "a.txt"), "one\n2\nthree\n");
	await symlink("/etc/passwd", join(origin, "link"));
	git("add", ".");
	git("commit", "-qm", "Count with digits");
	headSha = git("rev-parse", "HEAD");
	git("update-ref", "refs/pull/7/head", headSha);
	git("checkout", "-q", "main");
	await writeFile(join(origin, "b.txt"), "elsewhere\n");
	git("add", ".");
	git("commit", "-qm", "Meanwhile");
	mainSha = git("rev-parse", "HEAD");
	git("branch", "-qD", "feature");
});
after(() => rm(folder, { recursive: true, force: true }));

function request(change: Partial<FetchRequest> = {}): FetchRequest {
	return {
		storage: join(folder, "storage"),
		workspaceId: 1,
		repositoryId: 2,
		cloneUrl: `file://${origin}`,
		credential: { origin: "https://forge.test", token: "secret" },
		headSha,
		headRef: "refs/pull/7/head",
		baseBranch: "main",
		signal,
		...change,
	};
}

test("the diff starts where the pull request left its base, whatever happened there since", async () => {
	const repository = await fetchPullRequest(request());
	const range = await findRange(repository, "main", headSha);
	assert.ok(range);
	const patch = await readPatch(repository, range, 1_000_000);
	assert.match(patch, /-two\n\+2\n/);
	assert.doesNotMatch(patch, /elsewhere/);
	assert.deepEqual(
		(await listCommits(repository, range, 50)).map((commit) => commit.message),
		["Count with digits"],
	);
	assert.equal(await findRange(repository, "main", mainSha), null);
	await assert.rejects(readPatch(repository, range, 10), GitError);
});

test("a base branch may lie below the name that another one had", async () => {
	for (const baseBranch of ["release", "release/1"]) {
		git("branch", baseBranch, "main");
		await fetchPullRequest(request({ baseBranch }));
		git("branch", "-qD", baseBranch);
	}
});

test("after the merge the diff is still what the pull request brought", async () => {
	git("merge", "-q", "--no-ff", "-m", "Merge", "refs/pull/7/head");
	const repository = await fetchPullRequest(request());
	const range = await findRange(repository, "main", headSha);
	git("reset", "-q", "--hard", mainSha);
	assert.equal(range?.baseSha, mainSha);
});

test("the head is checked out as plain files with some history, and a link stays text", async () => {
	const repository = await fetchPullRequest(request());
	const target = join(folder, "checkout");
	for (let again = 0; again < 2; again++) await checkOutHead(repository, headSha, target);
	assert.deepEqual((await readdir(target)).sort(), [".git", "a.txt", "link"]);
	assert.equal(await readFile(join(target, "a.txt"), "utf8"), "one\n2\nthree\n");
	assert.ok((await lstat(join(target, "link"))).isFile());
	assert.match(await runGit(["log", "--format=%s"], { cwd: target, signal }), /Count with digits\nStart/);
	assert.equal(await runGit(["remote"], { cwd: target, signal }), "");
});

test("a commit is measured in files and bytes", async () => {
	const repository = await fetchPullRequest(request());
	await assertSize(repository, headSha, { maxBytes: 1000, maxEntries: 10 });
	await assert.rejects(assertSize(repository, headSha, { maxBytes: 5, maxEntries: 10 }), RepositoryTooLarge);
	await assert.rejects(assertSize(repository, headSha, { maxBytes: 1000, maxEntries: 1 }), RepositoryTooLarge);
});

test("a few trees that stand for millions of files are neither listed to the end nor compared without limit", async () => {
	const mktree = (entry: string) =>
		execFileSync("git", ["mktree"], {
			cwd: origin,
			input: Array.from({ length: 100 }, (_, index) => `${entry}\t${index}\n`).join(""),
		})
			.toString()
			.trim();
	let tree = mktree(`100644 blob ${git("rev-parse", "main:a.txt")}`);
	for (let level = 0; level < 3; level++) tree = mktree(`040000 tree ${tree}`);
	const bomb = git("commit-tree", tree, "-p", mainSha, "-m", "Everything");
	git("update-ref", "refs/pull/9/head", bomb);
	const repository = await fetchPullRequest(request({ headSha: bomb, headRef: "refs/pull/9/head" }));
	const limits = { maxBytes: 1024 ** 3, maxEntries: 10_000 };
	await assert.rejects(assertSize(repository, bomb, limits), RepositoryTooLarge);
	await assert.rejects(
		readPatch(repository, { baseSha: mainSha, headSha: bomb }, 1000),
		(error) => error instanceof GitError && error.isOutOfMemory,
	);
});

test("a head that the forge no longer has is named, and an unreachable forge is another failure", async () => {
	const gone = "0123456789012345678901234567890123456789";
	await assert.rejects(fetchPullRequest(request({ headSha: gone, headRef: "refs/pull/8/head" })), HeadMissing);
	await assert.rejects(fetchPullRequest(request({ repositoryId: 3, cloneUrl: "file:///nowhere" })), GitError);
});

test("the credential reaches its forge in a header only, and no message repeats it", async () => {
	const seen: IncomingMessage[] = [];
	const server = createServer((incoming, answer) => {
		seen.push(incoming);
		answer.writeHead(401).end("no");
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	assert.ok(typeof address === "object" && address !== null);
	const forge = `http://127.0.0.1:${address.port}`;
	const credential = { origin: forge, token: "t0p-secret" };
	await assert.rejects(
		fetchPullRequest(request({ repositoryId: 4, cloneUrl: `${forge}/acme/rocket.git`, credential })),
		(error) => error instanceof GitError && !String(error).includes("t0p-secret"),
	);
	server.close();
	const expected = `Basic ${Buffer.from("x-access-token:t0p-secret").toString("base64")}`;
	assert.equal(seen[0]?.headers.authorization, expected);
	const config = await readFile(join(folder, "storage/sources/scm/1-4/config"), "utf8");
	assert.doesNotMatch(config, /secret|Authorization/);
});
