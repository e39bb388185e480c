import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { after, before, test } from "node:test";
import { type GitHubSimulator, startGitHubSimulator } from "../simulator.ts";
import { appKeys, clientOf, dig, list } from "../testing.ts";

const REPOSITORY = "/repos/harvest-kitchen/canteen-web";
const keys = appKeys(42);
let simulator: GitHubSimulator;

before(async () => {
	simulator = await startGitHubSimulator({ app: { id: 42, publicKey: keys.publicKey }, scale: 130 });
});
after(() => simulator.stop());

test("every route answers in GitHub's documented shape", async () => {
	const client = clientOf(simulator);
	const paths = [
		...["/", "/meta", "/rate_limit", "/user", "/user/emails", "/user/orgs", "/user/repos", "/user/installations"],
		...["/users/chiara", "/orgs/harvest-kitchen", "/orgs/harvest-kitchen/members", "/orgs/harvest-kitchen/teams"],
		...["/orgs/harvest-kitchen/memberships/ada", "/orgs/harvest-kitchen/repos", REPOSITORY, `${REPOSITORY}/hooks`],
		...[`${REPOSITORY}/labels`, `${REPOSITORY}/commits`, `${REPOSITORY}/issues?state=all`, `${REPOSITORY}/issues/1`],
		...[`${REPOSITORY}/issues/1/comments`, `${REPOSITORY}/collaborators/kofi/permission`],
		...[`${REPOSITORY}/pulls?state=all`, `${REPOSITORY}/pulls/5`, `${REPOSITORY}/pulls/5/files`],
		...[`${REPOSITORY}/pulls/5/commits`, `${REPOSITORY}/pulls/5/reviews`, `${REPOSITORY}/pulls/5/comments`],
	];
	for (const path of paths) {
		const { status, body } = await client.get(path);
		assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
	}
});

test("pages by Link and names the last page", async () => {
	const client = clientOf(simulator);
	const numbers: unknown[] = [];
	let next: string | undefined = `${simulator.url}/api/v3/repos/harvest-kitchen/monolith/pulls?state=all&per_page=50`;
	let pages = 0;
	while (next) {
		const { body, headers } = await client.get(next);
		numbers.push(...list(body).map((row) => dig(row, "number")));
		next = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
		pages += 1;
	}
	assert.equal(pages, 3);
	assert.equal(new Set(numbers).size, 130);
});

test("a page that has not changed costs nothing", async () => {
	const client = clientOf(simulator, simulator.tokenFor("greta-l"));
	const first = await client.get(REPOSITORY);
	const again = await client.get(REPOSITORY, { "if-none-match": first.headers.get("etag") ?? "" });
	assert.equal(again.status, 304);
	assert.equal(again.headers.get("x-ratelimit-used"), first.headers.get("x-ratelimit-used"));
});

test("tells bad credentials, and hides what one may not see", async () => {
	assert.equal((await clientOf(simulator, "ghp_wrong").get("/user")).status, 401);
	const outsider = clientOf(simulator, simulator.tokenFor("kofi"));
	assert.equal((await outsider.get("/repos/harvest-kitchen/meal-forecast")).status, 404);
	assert.equal((await outsider.get("/repos/harvest-kitchen/nothing")).status, 404);
	const token = simulator.tokenFor("ada");
	simulator.faults.revokeToken(token);
	assert.equal((await clientOf(simulator, token).get("/user")).status, 401);
});

test("an App's JWT buys an installation token, and another key does not", async () => {
	const app = clientOf(simulator, keys.jwt());
	const [installation] = list((await app.get("/app/installations")).body);
	const path = `/app/installations/${dig(installation, "id")}/access_tokens`;
	const bought = await app.send("POST", path, {});
	assert.equal(bought.status, 201);
	const client = clientOf(simulator, String(dig(bought.body, "token")));
	assert.equal(dig((await client.get("/installation/repositories")).body, "total_count"), 4);
	assert.equal((await client.get("/repos/harvest-kitchen/meal-forecast")).status, 200);

	const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
	for (const jwt of [keys.jwt({ key: privateKey }), keys.jwt({ lifetime: -1 }), keys.jwt({ lifetime: 3600 })]) {
		assert.equal((await clientOf(simulator, jwt).send("POST", path, {})).status, 401);
	}
});

test("a bot comments as App, edits its own and nobody else's", async () => {
	const app = clientOf(simulator, keys.jwt());
	const [installation] = list((await app.get("/app/installations")).body);
	const bought = await app.send("POST", `/app/installations/${dig(installation, "id")}/access_tokens`, {});
	const bot = clientOf(simulator, String(dig(bought.body, "token")));
	const created = await bot.send("POST", `${REPOSITORY}/issues/8/comments`, { body: "Findings" });
	assert.equal(created.status, 201);
	assert.equal(dig(created.body, "user.login"), "hephaestus[bot]");
	assert.equal(dig(created.body, "user.type"), "Bot");
	const own = `${REPOSITORY}/issues/comments/${dig(created.body, "id")}`;
	assert.equal((await bot.send("PATCH", own, { body: "Better" })).status, 200);
	assert.equal((await bot.send("POST", `${own}/reactions`, { content: "eyes" })).status, 201);
	assert.equal((await bot.send("POST", `${own}/reactions`, { content: "eyes" })).status, 200);
	const theirs = await clientOf(simulator).send("POST", `${REPOSITORY}/issues/8/comments`, { body: "Mine" });
	const foreign = `${REPOSITORY}/issues/comments/${dig(theirs.body, "id")}`;
	assert.equal((await bot.send("PATCH", foreign, { body: "Ours" })).status, 403);
});

test("refuses review comments that are not in the diff, and posts nothing of the review", async () => {
	const client = clientOf(simulator, simulator.tokenFor("kofi"));
	const review = (comment: object) =>
		client.send("POST", `${REPOSITORY}/pulls/8/reviews`, { event: "COMMENT", comments: [comment] });
	const before = simulator.world.reviews.size;
	const outside = await review({ path: "src/checkout.ts", line: 4000, body: "x" });
	assert.equal(outside.status, 422);
	assert.deepEqual(dig(outside.body, "errors"), ["Line could not be resolved"]);
	const elsewhere = await review({ path: "src/menu.ts", line: 1, body: "x" });
	assert.deepEqual(dig(elsewhere.body, "errors"), ["Path could not be resolved"]);
	assert.equal(simulator.world.reviews.size, before);
	assert.equal((await review({ path: "src/checkout.ts", line: 17, body: "x" })).status, 200);
	const single = { body: "x", path: "src/checkout.ts", line: 4000, commit_id: pullHead(), side: "RIGHT" };
	const answer = await client.send("POST", `${REPOSITORY}/pulls/8/comments`, single);
	assert.equal(dig(answer.body, "errors.0.field"), "pull_request_review_thread.line");
});

test("a person cannot approve their own work, nor a body be too long", async () => {
	const repository = simulator.world.repository("harvest-kitchen/canteen-web");
	const pull = simulator.world.findPullRequest(repository.id, 8);
	const author = simulator.world.users.get(pull?.authorId ?? 0);
	const client = clientOf(simulator, simulator.tokenFor(author.login));
	assert.equal((await client.send("POST", `${REPOSITORY}/pulls/8/reviews`, { event: "APPROVE" })).status, 422);
	const long = await client.send("POST", `${REPOSITORY}/issues/8/comments`, { body: "x".repeat(65_537) });
	assert.equal(long.status, 422);
});

test("enforces the content limit of 80 writes a minute", async (t) => {
	const strict = await startGitHubSimulator();
	t.after(() => strict.stop());
	const client = clientOf(strict);
	const statuses: number[] = [];
	for (let index = 0; index < 82; index += 1) {
		statuses.push((await client.send("POST", `${REPOSITORY}/issues/1/comments`, { body: `Comment ${index}` })).status);
	}
	assert.equal(statuses.filter((status) => status === 201).length, 80);
	const refused = await client.send("POST", `${REPOSITORY}/issues/1/comments`, { body: "Another" });
	assert.equal(refused.status, 403);
	assert.ok(Number(refused.headers.get("retry-after")) > 0);
});

function pullHead(): string {
	const repository = simulator.world.repository("harvest-kitchen/canteen-web");
	return simulator.world.findPullRequest(repository.id, 8)?.headSha ?? "";
}
