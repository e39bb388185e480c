import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "./test-app.ts";
import { ago, awaitingReview, createWorld, type ReviewDetail, reviewOf, runningSync, stagesUntil } from "./world.ts";

let app: TestApp;
before(async () => {
	app = await startTestApp();
});
afterEach(() => assert.deepEqual(app.pageErrors, []));
after(() => app.stop());

test("the sync page follows the sync as it happens", async () => {
	const page = await app.open({ world: { sync: runningSync(0) } });
	await page.goto("/w/olympus/sync");
	await page.getByText("0 of 3 repositories").waitFor();
	await page.getByText("Live").waitFor();

	app.world.sync = runningSync(2);
	app.announce("sync");
	await page.getByText("2 of 3 repositories").waitFor();
	await page.getByText("805").waitFor();
	const bar = page.getByRole("progressbar", { name: "Repositories" });
	assert.equal(await bar.getAttribute("aria-valuenow"), "2");

	app.world.sync = createWorld().sync;
	app.announce("sync");
	await page.getByText("In sync").waitFor();
	const started = page.waitForResponse((response) => response.request().method() === "POST");
	await page.getByRole("button", { name: "Run now" }).click();
	await started;
	assert.deepEqual(app.world.changes, ["POST /api/workspaces/olympus/sync"]);
});

test("what happened while the event stream was lost is caught up", async () => {
	const page = await app.open({ world: { sync: runningSync(0) } });
	await page.goto("/w/olympus/sync");
	await page.getByText("Live").waitFor();
	await page.getByText("0 of 3 repositories").waitFor();
	app.world.sync = runningSync(1);
	app.dropStreams();
	await page.getByText("1 of 3 repositories").waitFor();
});

test("a failed sync says why and what to do", async () => {
	const sync = runningSync(1);
	const failed = { state: "FAILED" as const, error: "The forge revoked the token", finishedAt: ago(0) };
	const page = await app.open({ world: { sync: { ...sync, run: sync.run && { ...sync.run, ...failed } } } });
	await page.goto("/w/olympus/sync");
	const alert = page.getByRole("alert");
	await alert.getByText("The forge revoked the token").waitFor();
	await alert.getByText(/an owner renews the token/).waitFor();
});

test("a review shows its stages while it runs and its findings when it is done", async () => {
	const done = reviewOf(0);
	const running: ReviewDetail = {
		...done,
		status: "RUNNING",
		stage: "PREPARING",
		stages: stagesUntil("PREPARING", false),
		finishedAt: null,
		observations: [],
		feedback: null,
		mayCancel: true,
		mayRerun: false,
	};
	const page = await app.open({ world: { reviews: [running] } });
	await page.goto(`/w/olympus/reviews/${done.id}`);
	const stages = page.getByRole("list", { name: "Stages" });
	await stages.getByText("Preparing", { exact: true }).waitFor();
	await stages.locator("[aria-current=step]").getByText("Preparing").waitFor();
	await page.getByRole("button", { name: "Cancel" }).waitFor();

	app.world.reviews = [{ ...running, stage: "REVIEWING", stages: stagesUntil("REVIEWING", false) }];
	app.announce("review", done.id);
	await stages.getByText("Reading src/payments/charge.ts").waitFor();

	app.world.reviews = [done];
	app.announce("review", done.id);
	await page.getByRole("heading", { name: "A failed charge is swallowed" }).waitFor();
	await page.getByText("Major").waitFor();
	await page.getByText("src/payments/charge.ts:42–45").first().waitFor();
	assert.equal(await page.getByText("hephaestus:summary").count(), 0);
	await page.getByRole("button", { name: "Rerun" }).click();
	await page.getByText("Asked for a rerun").waitFor();
	assert.deepEqual(app.world.changes, [`POST /api/workspaces/olympus/reviews/${done.id}/rerun`]);
});

test("feedback that waits for an approval shows what will be posted and is sent by a person", async () => {
	const waiting = awaitingReview();
	const [olympus] = createWorld().workspaces;
	assert.ok(olympus);
	const workspace = { ...olympus, counts: { ...olympus.counts, awaitingApproval: 1 } };
	const page = await app.open({ world: { reviews: [waiting, reviewOf(2)], workspaces: [workspace] } });
	await page.goto("/w/olympus");
	await page.getByText("1 review waiting for approval").waitFor();
	await page.getByRole("link", { name: "Look through it" }).click();
	await page.getByText("1 review", { exact: true }).waitFor();
	await page.getByRole("link", { name: waiting.pullRequest.title }).click();
	await page.getByText("Waiting for your approval").waitFor();
	await page.getByText("marks the order as paid although nobody was charged").waitFor();
	await page.getByRole("button", { name: "Send" }).click();
	await page.getByText("Approved by Mira Olsen").waitFor();
	assert.equal(await page.getByText("Waiting for your approval").count(), 0);
	assert.deepEqual(app.world.changes, [`POST /api/workspaces/olympus/reviews/${waiting.id}/feedback/approve`]);
});

test("discarding feedback asks once more", async () => {
	const waiting = awaitingReview();
	const page = await app.open({ world: { reviews: [waiting] } });
	await page.goto(`/w/olympus/reviews/${waiting.id}`);
	await page.getByRole("button", { name: "Discard" }).click();
	await page.getByRole("button", { name: "Keep it" }).click();
	await page.getByRole("button", { name: "Discard" }).click();
	assert.deepEqual(app.world.changes, []);
	await page.getByRole("button", { name: "Discard for good" }).click();
	await page.getByText("Not posted: discarded").waitFor();
});

test("feedback about an older commit is not sent; the page offers a new review", async () => {
	const waiting = awaitingReview();
	if (waiting.feedback) waiting.feedback.isStale = true;
	const page = await app.open({ world: { reviews: [waiting] } });
	await page.goto(`/w/olympus/reviews/${waiting.id}`);
	await page.getByText("New commits arrived after this review").waitFor();
	assert.equal(await page.getByRole("button", { name: "Send" }).count(), 0);
	await page.getByRole("button", { name: "Review again" }).click();
	await page.getByText("Asked for a new review").waitFor();
});

test("a failed review says why, what to do, and where it stopped", async () => {
	const failed = reviewOf(4);
	const page = await app.open({ world: { reviews: [failed] } });
	await page.goto(`/w/olympus/reviews/${failed.id}`);
	await page.getByRole("alert").getByText("Renew the workspace's token").waitFor();
	await page.getByRole("list", { name: "Stages" }).getByText("stopped here").waitFor({ state: "attached" });
});

test("a review is asked for on the pull request, where its decision shows", async () => {
	const page = await app.open();
	await page.goto("/w/olympus/pull-requests/100");
	await page.getByText("draft PR").waitFor();
	await page.getByRole("button", { name: "Review now" }).click();
	await page.getByText("Asked for a review").waitFor();
	assert.deepEqual(app.world.changes, ["POST /api/workspaces/olympus/pull-requests/100/reviews"]);
});

test("what people wrote cannot run code, load pictures or style the page", async () => {
	const [pullRequest] = createWorld().pullRequests;
	assert.ok(pullRequest);
	const body =
		'[press](javascript:alert(1)) ![pixel](https://tracker.example/p.png) <b id="raw">raw</b> [fine](https://ok.example)';
	const page = await app.open({ world: { pullRequests: [{ ...pullRequest, body }] } });
	await page.goto("/w/olympus/pull-requests/100");
	const fine = page.getByRole("link", { name: "fine" });
	assert.match((await fine.getAttribute("rel")) ?? "", /noopener/);
	assert.equal(await page.locator("main img, #raw, a[href^=javascript]").count(), 0);
});

test("filters live in the address and lead back by the back button", async () => {
	const page = await app.open();
	await page.goto("/w/olympus/pull-requests");
	await page.getByText("8 pull requests").waitFor();
	await page.getByLabel("State").selectOption("MERGED");
	await page.getByText("2 pull requests").waitFor();
	await page.getByRole("searchbox", { name: "Search titles" }).fill("currency");
	await page.getByText("1 pull request", { exact: true }).waitFor();
	assert.equal(new URL(page.url()).search, "?state=MERGED&q=currency");
	await page.getByRole("link", { name: "Drop the unused currency table" }).click();
	await page.getByRole("heading", { name: /Drop the unused/ }).waitFor();
	await page.goBack();
	await page.getByText("1 pull request", { exact: true }).waitFor();
	await page.getByRole("searchbox", { name: "Search titles" }).fill("nothing like this");
	await page.getByRole("button", { name: "Clear the filters" }).click();
	await page.getByText("8 pull requests").waitFor();
});

test("a page whose data cannot be had says so and tries again", async () => {
	const page = await app.open();
	app.world.failures.set("workspaces/olympus/people", 503);
	await page.goto("/w/olympus/people");
	const alert = page.getByRole("alert");
	await alert.getByText("The database does not answer.").waitFor();
	await alert.getByText(/request [0-9a-f-]{36}/).waitFor();
	app.world.failures.clear();
	await page.getByRole("button", { name: "Try again" }).click();
	await page.getByText("Tariq Haddad").waitFor();
});

test("what does not exist, or is not mine, says so", async () => {
	const page = await app.open();
	await page.goto("/no/such/page");
	await page.getByRole("heading", { name: "There is no page at this address" }).waitFor();
	await page.goto("/w/someone-elses");
	await page.getByText("There is nothing here for you").waitFor();
	await page.goto("/w/olympus/pull-requests/999999");
	await page.getByRole("alert").getByText("It does not exist, or you may not see it.").waitFor();
	assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0);
});
