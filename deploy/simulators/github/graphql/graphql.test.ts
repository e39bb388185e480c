import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type GitHubSimulator, startGitHubSimulator } from "../simulator.ts";
import { clientOf, dig, list } from "../testing.ts";

let simulator: GitHubSimulator;
before(async () => {
	simulator = await startGitHubSimulator({ scale: 250 });
});
after(() => simulator.stop());

const PULLS = `query($after: String) { repository(owner: "harvest-kitchen", name: "monolith") {
	pullRequests(first: 100, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
		totalCount nodes { number } pageInfo { hasNextPage endCursor } } } }`;

test("walks every page once, newest first", async () => {
	const client = clientOf(simulator);
	const seen: unknown[] = [];
	for (let cursor: unknown = null, more = true; more; ) {
		const { body } = await client.query(PULLS, { after: cursor });
		const connection = dig(body, "data.repository.pullRequests");
		assert.equal(dig(connection, "totalCount"), 250);
		seen.push(...list(connection, "nodes").map((node) => dig(node, "number")));
		cursor = dig(connection, "pageInfo.endCursor");
		more = dig(connection, "pageInfo.hasNextPage") === true;
	}
	assert.equal(seen.length, 250);
	assert.equal(new Set(seen).size, 250);
	assert.equal(seen[0], 250);
});

test("answers what cannot be found with null and a NOT_FOUND error, and the rest all the same", async () => {
	const query = `{ viewer { login } repository(owner: "harvest-kitchen", name: "nothing") { id } }`;
	const { status, body } = await clientOf(simulator).query(query);
	assert.equal(status, 200);
	assert.equal(dig(body, "data.viewer.login"), "ada");
	assert.equal(dig(body, "data.repository"), null);
	assert.equal(dig(body, "errors.0.type"), "NOT_FOUND");
	assert.deepEqual(dig(body, "errors.0.path"), ["repository"]);
});

test("refuses a field that the schema lacks and a cursor that is none", async () => {
	const client = clientOf(simulator);
	assert.match(String(dig((await client.query("{ viewer { shoeSize } }")).body, "errors.0.message")), /shoeSize/);
	assert.equal(dig((await client.query(PULLS, { after: "???" })).body, "errors.0.type"), "INVALID_CURSOR_ARGUMENTS");
});

test("hides private repositories from those outside", async () => {
	const query = `{ repository(owner: "harvest-kitchen", name: "meal-forecast") { id } }`;
	const outsider = clientOf(simulator, simulator.tokenFor("kofi"));
	assert.equal(dig((await outsider.query(query)).body, "errors.0.type"), "NOT_FOUND");
	const withoutScope = clientOf(simulator, simulator.tokenFor("ada", []));
	assert.equal(dig((await withoutScope.query(query)).body, "errors.0.type"), "NOT_FOUND");
	assert.ok(dig((await clientOf(simulator).query(query)).body, "data.repository.id"));
});

const IDS = `{ repository(owner: "harvest-kitchen", name: "canteen-web") { pullRequest(number: 8) { id headRefOid } } }`;

test("writes comments, edits them, hides them, reacts and deletes", async () => {
	const client = clientOf(simulator, simulator.tokenFor("kofi"));
	const subject = dig((await client.query(IDS)).body, "data.repository.pullRequest.id");
	const added = await client.query(
		`mutation($s: ID!) { addComment(input: { subjectId: $s, body: "One" }) { commentEdge { node { id body } } subject { __typename } } }`,
		{ s: subject },
	);
	const id = dig(added.body, "data.addComment.commentEdge.node.id");
	const edited = await client.query(
		`mutation($id: ID!) { updateIssueComment(input: { id: $id, body: "Two" }) { issueComment { body isMinimized } } }`,
		{ id },
	);
	assert.equal(dig(edited.body, "data.updateIssueComment.issueComment.body"), "Two");
	const hidden = await client.query(
		`mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized minimizedReason } } }`,
		{ id },
	);
	assert.deepEqual(dig(hidden.body, "data.minimizeComment.minimizedComment"), {
		isMinimized: true,
		minimizedReason: "outdated",
	});
	const reacted = await client.query(
		`mutation($id: ID!) { addReaction(input: { subjectId: $id, content: EYES }) { reaction { content } } }`,
		{ id },
	);
	assert.equal(dig(reacted.body, "data.addReaction.reaction.content"), "EYES");
	await client.query(`mutation($id: ID!) { deleteIssueComment(input: { id: $id }) { clientMutationId } }`, { id });
	assert.equal(dig((await client.query(`query($id: ID!) { node(id: $id) { id } }`, { id })).body, "data.node"), null);
});

test("refuses a body longer than GitHub stores", async () => {
	const client = clientOf(simulator);
	const s = dig((await client.query(IDS)).body, "data.repository.pullRequest.id");
	const add = `mutation($s: ID!, $b: String!) { addComment(input: { subjectId: $s, body: $b }) { subject { id } } }`;
	assert.equal(dig((await client.query(add, { s, b: "x".repeat(65_536) })).body, "errors"), undefined);
	const { body } = await client.query(add, { s, b: "x".repeat(65_537) });
	assert.equal(dig(body, "errors.0.type"), "UNPROCESSABLE");
	assert.match(String(dig(body, "errors.0.message")), /too long/);
});

const REVIEW = `mutation($p: ID!, $line: Int!) { addPullRequestReview(input: { pullRequestId: $p, event: COMMENT, body: "Summary",
	threads: [{ path: "src/checkout.ts", line: $line, side: RIGHT, body: "Note" }] }) {
	pullRequestReview { id state comments(first: 5) { nodes { id path line } } } } }`;

test("reviews with threads in the diff, and refuses the whole review for one outside it", async () => {
	const client = clientOf(simulator, simulator.tokenFor("kofi"));
	const p = dig((await client.query(IDS)).body, "data.repository.pullRequest.id");
	const good = await client.query(REVIEW, { p, line: 17 });
	assert.equal(dig(good.body, "data.addPullRequestReview.pullRequestReview.state"), "COMMENTED");
	assert.equal(dig(good.body, "data.addPullRequestReview.pullRequestReview.comments.nodes.0.line"), 17);
	const reviews = simulator.world.reviews.size;
	const bad = await client.query(REVIEW, { p, line: 4000 });
	assert.equal(dig(bad.body, "errors.0.type"), "UNPROCESSABLE");
	assert.equal(simulator.world.reviews.size, reviews);
});

test("a thread outside the diff comes back as null, as GitHub does it", async () => {
	const client = clientOf(simulator);
	const p = dig((await client.query(IDS)).body, "data.repository.pullRequest.id");
	const query = `mutation($p: ID!) { addPullRequestReviewThread(input: { pullRequestId: $p, path: "src/checkout.ts", line: 4000, body: "x" }) { thread { id } } }`;
	const { body } = await client.query(query, { p });
	assert.deepEqual(dig(body, "data.addPullRequestReviewThread"), { thread: null });
});

test("turns a pull request into a draft and back, labels it, closes and reopens it", async () => {
	const client = clientOf(simulator);
	const ids = `{ repository(owner: "harvest-kitchen", name: "canteen-web") { pullRequest(number: 8) { id } label(name: "chore") { id } } }`;
	const { body } = await client.query(ids);
	const p = dig(body, "data.repository.pullRequest.id");
	const l = dig(body, "data.repository.label.id");
	const run = async (mutation: string) => {
		const answer = await client.query(`mutation($p: ID!) { ${mutation} { pullRequest { state isDraft } } }`, { p });
		return dig(answer.body, `data.${mutation.split("(")[0]}.pullRequest`);
	};
	const target = "(input: { pullRequestId: $p })";
	assert.deepEqual(await run(`convertPullRequestToDraft${target}`), { state: "OPEN", isDraft: true });
	assert.deepEqual(await run(`markPullRequestReadyForReview${target}`), { state: "OPEN", isDraft: false });
	assert.deepEqual(await run(`closePullRequest${target}`), { state: "CLOSED", isDraft: false });
	assert.deepEqual(await run(`reopenPullRequest${target}`), { state: "OPEN", isDraft: false });
	const labelled = await client.query(
		`mutation($p: ID!, $l: ID!) { addLabelsToLabelable(input: { labelableId: $p, labelIds: [$l] }) { labelable { labels(first: 9) { nodes { name } } } } }`,
		{ p, l },
	);
	const names = list(labelled.body, "data.addLabelsToLabelable.labelable.labels.nodes").map((row) => dig(row, "name"));
	assert.ok(names.includes("chore"));
});

test("resolves threads", async () => {
	const client = clientOf(simulator);
	const query = `{ repository(owner: "harvest-kitchen", name: "canteen-web") { pullRequest(number: 8) { reviewThreads(first: 1) { nodes { id isResolved } } } } }`;
	const id = dig((await client.query(query)).body, "data.repository.pullRequest.reviewThreads.nodes.0.id");
	const resolve = `mutation($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved resolvedBy { login } } } }`;
	const { body } = await client.query(resolve, { id });
	assert.deepEqual(dig(body, "data.resolveReviewThread.thread"), { isResolved: true, resolvedBy: { login: "ada" } });
});

test("spends the hourly budget, tells of it, and refuses beyond it with status 200", async (t) => {
	const poor = await startGitHubSimulator({ limits: { graphql: 3 } });
	t.after(() => poor.stop());
	const client = clientOf(poor);
	const first = await client.query("{ rateLimit { limit cost remaining used nodeCount resetAt } }");
	assert.equal(dig(first.body, "data.rateLimit.remaining"), 2);
	assert.equal(first.headers.get("x-ratelimit-remaining"), "2");
	await client.query("{ viewer { login } }");
	await client.query("{ viewer { login } }");
	const beyond = await client.query("{ viewer { login } }");
	assert.equal(beyond.status, 200);
	assert.equal(dig(beyond.body, "errors.0.type"), "RATE_LIMITED");
	assert.equal(beyond.headers.get("x-ratelimit-remaining"), "0");
});
