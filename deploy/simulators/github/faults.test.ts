import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { type GitHubSimulator, startGitHubSimulator } from "./simulator.ts";
import { clientOf, dig, list } from "./testing.ts";

let simulator: GitHubSimulator;
before(async () => {
	simulator = await startGitHubSimulator();
});
afterEach(() => simulator.faults.clear());
after(() => simulator.stop());

const MEMBERS = "/orgs/harvest-kitchen/members";

test("fails a number of times, then answers again", async () => {
	const client = clientOf(simulator);
	const fault = simulator.faults.add({ path: "/orgs/*/members" }, { kind: "status", status: 502 }, 2);
	const answers = [];
	for (let turn = 0; turn < 3; turn += 1) {
		const authorization = `Bearer ${simulator.tokenFor("ada")}`;
		answers.push((await fetch(`${simulator.url}/api/v3${MEMBERS}`, { headers: { authorization } })).status);
	}
	assert.deepEqual(answers, [502, 502, 200]);
	assert.equal(fault.struck, 2);
	assert.equal((await client.get("/user")).status, 200);
});

test("plays the primary and the secondary limit", async () => {
	const client = clientOf(simulator);
	simulator.faults.add({ operation: "viewer" }, { kind: "primaryLimit", secondsToReset: 60 });
	const limited = await client.query("{ viewer { login } }");
	assert.equal(limited.status, 200);
	assert.equal(dig(limited.body, "errors.0.type"), "RATE_LIMITED");
	simulator.faults.add({ method: "GET", path: "/user" }, { kind: "secondaryLimit", retryAfter: 7, status: 429 });
	const secondary = await client.get("/user");
	assert.equal(secondary.status, 429);
	assert.equal(secondary.headers.get("retry-after"), "7");
});

test("shortens and turns round pages of REST and GraphQL", async () => {
	const client = clientOf(simulator);
	const whole = list((await client.get(MEMBERS)).body).map((row) => dig(row, "login"));
	simulator.faults.add({ path: "/orgs/*/members" }, { kind: "reversedPage" });
	const turned = list((await client.get(MEMBERS)).body).map((row) => dig(row, "login"));
	assert.deepEqual(turned, whole.toReversed());
	simulator.faults.add({ operation: "organization" }, { kind: "shortPage" });
	const query = `{ organization(login: "harvest-kitchen") { membersWithRole(first: 50) { totalCount nodes { login } } } }`;
	const { body } = await client.query(query);
	assert.equal(list(body, "data.organization.membersWithRole.nodes").length, Math.floor(whole.length / 2));
	assert.equal(dig(body, "data.organization.membersWithRole.totalCount"), whole.length);
});

test("breaks off in the middle of an answer, and loses the answer to work that was done", async () => {
	const client = clientOf(simulator);
	simulator.faults.add({ path: "/user" }, { kind: "cutBody" });
	await assert.rejects(client.get("/user"));
	simulator.faults.add({ method: "POST", path: "/repos/*/*/issues/*/comments" }, { kind: "loseAnswer" });
	const before = simulator.world.issueComments.size;
	const path = "/repos/harvest-kitchen/canteen-web/issues/1/comments";
	await assert.rejects(client.send("POST", path, { body: "Written, but nobody hears of it" }));
	assert.equal(simulator.world.issueComments.size, before + 1);
});
