import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startGitHubSimulator } from "../simulator.ts";
import { clientOf, dig } from "../testing.ts";

let dataDir: string;
before(async () => {
	dataDir = await mkdtemp(join(tmpdir(), "forge-data-"));
});
after(() => rm(dataDir, { recursive: true, force: true }));

test("a restart keeps the world, its tokens and its repositories, and goes on numbering", async () => {
	const path = "/repos/harvest-kitchen/canteen-web/issues/8/comments";
	const first = await startGitHubSimulator({ dataDir });
	const token = first.tokenFor("ada");
	const written = await clientOf(first, token).send("POST", path, { body: "Before the restart" });
	await first.stop();

	const second = await startGitHubSimulator({ dataDir });
	const client = clientOf(second, token);
	const comment = await client.get(`/repos/harvest-kitchen/canteen-web/issues/comments/${dig(written.body, "id")}`);
	assert.equal(dig(comment.body, "body"), "Before the restart");
	const files = await client.get("/repos/harvest-kitchen/canteen-web/pulls/8/files");
	assert.equal(dig(files.body, "0.filename"), "src/checkout.ts");
	const next = await client.send("POST", path, { body: "After it" });
	assert.ok(Number(dig(next.body, "id")) > Number(dig(written.body, "id")));
	await second.stop();
});

test("the same seed makes the same organisation, another one another", async () => {
	const authors = async (seed: number) => {
		const simulator = await startGitHubSimulator({ seed });
		const ids = simulator.world.pullRequests.values().map((row) => row.authorId);
		await simulator.stop();
		return ids;
	};
	assert.deepEqual(await authors(3), await authors(3));
	assert.notDeepEqual(await authors(3), await authors(4));
});
