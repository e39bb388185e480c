import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { type GitHubSimulator, startGitHubSimulator } from "../simulator.ts";
import { appKeys, clientOf, dig, list, type Received, startReceiver } from "../testing.ts";
import { addComment, deleteComment, editComment } from "../world/comments.ts";
import { closeIssue, openIssue } from "../world/issues.ts";
import { closePullRequest, editPullRequest, reopenPullRequest, setDraft, setLabel } from "../world/pull-requests.ts";
import { setResolved } from "../world/reviews.ts";

const SECRET = "a secret for webhooks of the test";
const REPOSITORY = "/repos/harvest-kitchen/canteen-web";
const keys = appKeys(99);

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let simulator: GitHubSimulator;

before(async () => {
	receiver = await startReceiver();
	const app = { id: 99, publicKey: keys.publicKey };
	simulator = await startGitHubSimulator({ app, webhook: { url: receiver.url, secret: SECRET } });
	await simulator.idle();
	receiver.received.length = 0;
});
beforeEach(() => simulator.faults.clear());
afterEach(async () => {
	await simulator.idle();
	receiver.received.length = 0;
});
after(async () => {
	receiver.stop();
	await simulator.stop();
});

const comment = async (body = "hello") => {
	await clientOf(simulator).send("POST", `${REPOSITORY}/issues/8/comments`, { body });
	await simulator.idle();
};
const bodyOf = (delivery: Received | undefined) => dig(JSON.parse(delivery?.body ?? "{}"), "comment.body");

test("signs the raw body and names event, delivery and hook", async () => {
	await comment();
	const [delivery] = receiver.received;
	const expected = createHmac("sha256", SECRET)
		.update(delivery?.body ?? "")
		.digest("hex");
	assert.equal(delivery?.headers["x-hub-signature-256"], `sha256=${expected}`);
	assert.equal(delivery?.headers["x-github-event"], "issue_comment");
	assert.match(String(delivery?.headers["user-agent"]), /^GitHub-Hookshot\//);
	assert.equal(delivery?.headers["x-github-hook-id"], "99");
	assert.equal(typeof dig(JSON.parse(delivery?.body ?? ""), "installation.id"), "number");
});

test("lists deliveries, and a redelivery keeps its id", async () => {
	await comment();
	const app = clientOf(simulator, keys.jwt());
	const { body } = await app.get("/app/hook/deliveries");
	const [latest] = list(body);
	assert.equal(dig(latest, "status"), "OK");
	const again = await app.send("POST", `/app/hook/deliveries/${dig(latest, "id")}/attempts`, {});
	assert.equal(again.status, 202);
	await simulator.idle();
	const guids = receiver.received.map((delivery) => delivery.headers["x-github-delivery"]);
	assert.equal(guids.length, 2);
	assert.equal(guids[0], guids[1]);
	const [redelivered] = list((await app.get("/app/hook/deliveries")).body);
	assert.equal(dig(redelivered, "redelivery"), true);
	assert.equal(dig(redelivered, "guid"), guids[0]);
});

test("a repository's hook gets its own events, with its own secret, after a ping", async () => {
	const client = clientOf(simulator);
	const config = { url: `${receiver.url}/own`, content_type: "json", secret: "of this hook" };
	const created = await client.send("POST", `${REPOSITORY}/hooks`, { config, events: ["issues"] });
	assert.equal(created.status, 201);
	await comment();
	const repository = simulator.world.repository("harvest-kitchen/canteen-web");
	openIssue(simulator.world, { repository, author: simulator.world.user("elif"), title: "Soup is cold", body: null });
	await simulator.idle();
	const id = String(dig(created.body, "id"));
	const own = receiver.received.filter((delivery) => delivery.headers["x-github-hook-id"] === id);
	assert.deepEqual(
		own.map((delivery) => delivery.headers["x-github-event"]),
		["ping", "issues"],
	);
	const deliveries = await client.get(`${REPOSITORY}/hooks/${id}/deliveries`);
	assert.equal(list(deliveries.body).length, 2);
	assert.equal((await client.send("DELETE", `${REPOSITORY}/hooks/${id}`)).status, 204);
});

test("drops, doubles, delays and reorders deliveries on request", async () => {
	const { faults } = simulator;
	const dropped = faults.add({ event: "issue_comment" }, { kind: "dropWebhook" });
	await comment("dropped");
	assert.equal(dropped.struck, 1);
	assert.equal(receiver.received.length, 0);

	faults.add({ event: "issue_comment" }, { kind: "duplicateWebhook" });
	await comment("twice");
	assert.deepEqual(receiver.received.map(bodyOf), ["twice", "twice"]);
	assert.equal(new Set(receiver.received.map((row) => row.headers["x-github-delivery"])).size, 1);

	receiver.received.length = 0;
	faults.add({ event: "issue_comment" }, { kind: "overtakenWebhook" });
	await comment("first");
	await comment("second");
	assert.deepEqual(receiver.received.map(bodyOf), ["second", "first"]);

	receiver.received.length = 0;
	faults.add({ event: "issue_comment" }, { kind: "delayWebhook", milliseconds: 30 });
	await comment("late");
	assert.deepEqual(receiver.received.map(bodyOf), ["late"]);
});

test("every event's payload has GitHub's shape", async () => {
	const { world } = simulator;
	const repository = world.repository("harvest-kitchen/canteen-web");
	const author = world.user("jonas");
	const issue = openIssue(world, { repository, author, title: "Too salty", body: "The soup" });
	closeIssue(world, issue, author);
	const client = clientOf(simulator, simulator.tokenFor("kofi"));
	const review = { event: "COMMENT", comments: [{ path: "src/checkout.ts", line: 17, body: "Here" }] };
	const posted = await client.send("POST", `${REPOSITORY}/pulls/8/reviews`, review);
	assert.equal(posted.status, 200);
	const pull = world.findPullRequest(repository.id, 8);
	const [thread] = world.threadsOf(pull?.id ?? 0);
	assert.ok(thread);
	setResolved(world, thread, author, true);
	assert.ok(pull);
	const [label] = world.labelsOf(repository.id);
	setDraft(world, pull, author, true);
	setDraft(world, pull, author, false);
	setLabel(world, pull, author, label?.id ?? 0, true);
	setLabel(world, pull, author, label?.id ?? 0, false);
	editPullRequest(world, pull, author, { title: "Another title" });
	closePullRequest(world, pull, author);
	reopenPullRequest(world, pull, author);
	const said = addComment(world, pull, author, "One");
	editComment(world, said, author, "Two");
	deleteComment(world, said, author);
	await fetch(`${simulator.url}/simulator/open-pr`, { method: "POST" });
	await simulator.idle();
	const events = receiver.received.map((delivery) => {
		const action = dig(JSON.parse(delivery.body), "action");
		return [delivery.headers["x-github-event"], action].filter(Boolean).join(" ");
	});
	assert.deepEqual(events, [
		"issues opened",
		"issues closed",
		"pull_request_review submitted",
		"pull_request_review_comment created",
		"pull_request_review_thread resolved",
		"pull_request converted_to_draft",
		"pull_request ready_for_review",
		"pull_request labeled",
		"pull_request unlabeled",
		"pull_request edited",
		"pull_request closed",
		"pull_request reopened",
		"issue_comment created",
		"issue_comment edited",
		"issue_comment deleted",
		"push",
		"pull_request opened",
	]);
	assert.deepEqual(simulator.complaints, []);
});
