import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { GitStore } from "../git/git-store.ts";
import { diffOf } from "../git/pull-request-branches.ts";
import { writeCommits } from "../git/write-commits.ts";
import { startGitHubSimulator } from "../simulator.ts";
import { SCENARIOS } from "./open-scenario.ts";

test("a checkout's history becomes a repository of merged pull requests, a short one does not", async (t) => {
	const folder = await mkdtemp(join(tmpdir(), "forge-history-"));
	t.after(() => rm(folder, { recursive: true, force: true }));
	const store = new GitStore(folder);
	await store.create(1);
	const author = { name: "Somebody", email: "somebody@example.org" };
	const commits = Array.from({ length: 8 }, (_, index) => ({
		...{ branch: "main", author, at: Date.now() - (10 - index) * 60_000, message: `Step ${index}\n\nWhy ${index}` },
		files: { [`step-${index}.md`]: "A step\n" },
	}));
	await writeCommits(store, 1, commits);
	await store.create(2);
	await writeCommits(store, 2, commits.slice(0, 2));

	const simulator = await startGitHubSimulator({ history: store.folder(1) });
	t.after(() => simulator.stop());
	const repository = simulator.world.repository("harvest-kitchen/hephaestus");
	const pulls = simulator.world.pullRequestsOf(repository.id);
	assert.equal(pulls.length, 7);
	assert.deepEqual([pulls[0]?.title, pulls[0]?.body, pulls[0]?.state], ["Step 1", "Why 1", "closed"]);
	const diff = pulls[0] && (await diffOf(simulator.runtime, pulls[0]));
	assert.equal(diff?.[0]?.path, "step-1.md");

	const without = await startGitHubSimulator({ history: store.folder(2) });
	t.after(() => without.stop());
	assert.equal(without.world.findRepository("harvest-kitchen/hephaestus"), undefined);
});

test("every scenario opens in every repository, by somebody who is no owner", async (t) => {
	const simulator = await startGitHubSimulator();
	t.after(() => simulator.stop());
	const url = `${simulator.url}/simulator/open-pr`;
	const headers = { "content-type": "application/json" };
	for (const { name: scenario } of SCENARIOS) {
		for (const repository of ["harvest-kitchen/canteen-web", "meal-forecast", "order-service"]) {
			const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ scenario, repository }) });
			assert.equal(response.status, 201, await response.clone().text());
		}
	}
	const opened = simulator.world.pullRequests.values().slice(-9);
	assert.ok(opened.every((row) => row.changedFiles > 0 && simulator.world.users.get(row.authorId).login !== "ada"));
	const unknown = await fetch(url, { method: "POST", headers, body: JSON.stringify({ scenario: "nonsense" }) });
	assert.equal(unknown.status, 422);
	assert.match(await unknown.text(), /Choose one of swallowed-errors/);
});

test("the flawed change holds what a reviewer should find", async (t) => {
	const simulator = await startGitHubSimulator();
	t.after(() => simulator.stop());
	await fetch(`${simulator.url}/simulator/open-pr`, { method: "POST" });
	const pull = simulator.world.pullRequests.values().at(-1);
	assert.ok(pull);
	const added = (await diffOf(simulator.runtime, pull)).flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines));
	const text = added.map((line) => line.text).join("\n");
	for (const flaw of [/ghp_\w{36}/, /AKIA\w{16}/, /catch \(error\) \{\n\+\s*\}/, /console\.log/])
		assert.match(text, flaw);
});
