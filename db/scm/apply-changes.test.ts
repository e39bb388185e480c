import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";
import fc from "fast-check";
import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";
import { dumpMirror } from "../testing/dump-mirror.ts";
import { createTestDatabase, type TestDatabase } from "../testing/postgres.ts";
import { at, comment, issue, pullRequest, repository, review, reviewComment } from "../testing/scm-changes.ts";
import { insertTestWorkspace, type TestWorkspace } from "../testing/workspace.ts";
import { type Applied, applyChanges } from "./apply-changes.ts";
import { markUnlistedRepositories } from "./mark-unlisted-repositories.ts";

let database: TestDatabase;
let db: Database;
let count = 0;

before(async () => {
	database = await createTestDatabase();
	db = database.db;
});
after(() => database.stop());

async function mirror(): Promise<TestWorkspace> {
	const workspace = await insertTestWorkspace(db, `mirror-${count++}`);
	await tell(workspace, [repository()], 0, "SYNC");
	return workspace;
}

async function tell(
	workspace: TestWorkspace,
	changes: ScmChange[],
	observedMinute: number,
	source: "SYNC" | "WEBHOOK" = "WEBHOOK",
): Promise<Applied> {
	return await applyChanges(db, {
		workspaceId: workspace.id,
		gitProviderId: workspace.gitProviderId,
		source,
		observedAt: new Date(at(observedMinute)),
		changes,
	});
}

/** A history: what happened in the order it was told; the index is the minute of the telling. */
const HISTORY: ScmChange[] = [
	issue(1, 1),
	pullRequest(2, 2, { reviewDecision: null, additions: null }),
	pullRequest(2, 2, { title: "Told again within the same second", reviewDecision: "REVIEW_REQUIRED" }),
	comment(3001, 5, { number: 2, onPullRequest: true }),
	comment(3002, 5, { number: 1, onPullRequest: false }),
	review(4001, 6, 2, "APPROVED"),
	reviewComment(5001, 7, 2, { root: 5001, resolved: null, review: 4001 }),
	reviewComment(5002, 8, 2, { root: 5001, resolved: null, review: 4001 }),
	comment(3001, 9, { number: 2, onPullRequest: true }, "UPDATED"),
	pullRequest(2, 10),
	reviewComment(5001, 11, 2, { root: 5001, resolved: true, review: 4001 }),
	review(4001, 12, 2, "DISMISSED"),
	comment(3002, 5, { number: 1, onPullRequest: false }, "DELETED"),
	issue(1, 14, { state: "CLOSED", closedAt: at(14), body: "with a \0 and a \ud800 in it" }),
];

test("any order and any repetition of the same changes end in the same rows", async () => {
	const expected = await mirror();
	for (const [minute, change] of HISTORY.entries()) await tell(expected, [change], minute);
	const wanted = await dumpMirror(db, expected.id);
	const indices = HISTORY.map((_, index) => index);
	const telling = fc
		.tuple(fc.array(fc.nat(HISTORY.length - 1), { maxLength: 8 }), fc.infiniteStream(fc.nat()))
		.map(([again, random]) => shuffle([...indices, ...again], random));
	await fc.assert(
		fc.asyncProperty(telling, async (order) => {
			const workspace = await mirror();
			for (const index of order) {
				const change = HISTORY[index];
				if (change !== undefined) await tell(workspace, [change], index);
			}
			assert.deepEqual(await dumpMirror(db, workspace.id), wanted);
		}),
		{ numRuns: 25 },
	);
});

function shuffle(items: number[], random: Iterable<number>): number[] {
	const keys = random[Symbol.iterator]();
	return items
		.map((item) => ({ item, key: Number(keys.next().value) }))
		.toSorted((a, b) => a.key - b.key)
		.map(({ item }) => item);
}

test("one batch is the same as one change at a time, and telling it again changes nothing", async () => {
	const changes = HISTORY.filter(({ lifecycle }) => lifecycle !== "DELETED");
	const batched = await mirror();
	const single = await mirror();
	const first = await tell(batched, changes, 20);
	for (const change of changes) await tell(single, [change], 20);
	assert.deepEqual(await dumpMirror(db, batched.id), await dumpMirror(db, single.id));
	assert.ok(first.rowsChanged > 0 && first.eventsRecorded > 0);
	assert.deepEqual(await tell(batched, changes.slice(-1), 21), { rowsChanged: 0, eventsRecorded: 0 });
});

test("an older update never overwrites a newer one, but its happening is recorded", async () => {
	const workspace = await mirror();
	await tell(workspace, [pullRequest(2, 10)], 10);
	const applied = await tell(workspace, [pullRequest(2, 4)], 11);
	assert.deepEqual(applied, { rowsChanged: 0, eventsRecorded: 1 });
	const row = await withWorkspace(db, workspace.id, (tx) =>
		tx.selectFrom("issue").select("title").executeTakeFirstOrThrow(),
	);
	assert.equal(row.title, "Title 2 as of 10");
});

test("a comment that comes before its pull request makes a stub that the pull request fills", async () => {
	const workspace = await mirror();
	await tell(workspace, [comment(3001, 5, { number: 2, onPullRequest: true })], 5);
	const stub = await withWorkspace(db, workspace.id, (tx) =>
		tx.selectFrom("issue").select(["title", "native_id", "html_url"]).executeTakeFirstOrThrow(),
	);
	assert.equal(stub.title, "acme/rocket#2");
	assert.equal(stub.html_url, "https://forge.test/acme/rocket/pull/2");
	await tell(workspace, [pullRequest(2, 2)], 6);
	const rows = await withWorkspace(db, workspace.id, (tx) =>
		tx
			.selectFrom("issue_comment")
			.innerJoin("issue", "issue.id", "issue_comment.issue_id")
			.select(["issue.title", "issue.native_id"])
			.execute(),
	);
	assert.deepEqual(rows, [{ title: "Title 2 as of 2", native_id: 2002 }]);
});

test("changes of a repository that is not mirrored have no effect", async () => {
	const workspace = await insertTestWorkspace(db, `mirror-${count++}`);
	assert.deepEqual(await tell(workspace, HISTORY, 20), { rowsChanged: 0, eventsRecorded: 0 });
});

test("a name that moved to another repository is taken from the old one", async () => {
	const workspace = await mirror();
	await tell(workspace, [repository({ nativeId: 101, updatedAt: at(3) })], 3);
	const rows = await withWorkspace(db, workspace.id, (tx) =>
		tx.selectFrom("repository").select(["native_id", "is_available"]).orderBy("native_id").execute(),
	);
	assert.deepEqual(rows, [
		{ native_id: 100, is_available: false },
		{ native_id: 101, is_available: true },
	]);
});

test("only a listing makes a repository available again, never a delivery, and an empty one hides everything", async () => {
	const workspace = await mirror();
	const isAvailable = () =>
		withWorkspace(db, workspace.id, async (tx) => {
			const row = await tx.selectFrom("repository").select("is_available").executeTakeFirstOrThrow();
			return row.is_available;
		});
	const { id: workspaceId, gitProviderId } = workspace;
	assert.equal(await markUnlistedRepositories(db, { workspaceId, gitProviderId, listed: [100, 101] }), 0);
	assert.equal(await markUnlistedRepositories(db, { workspaceId, gitProviderId, listed: [] }), 1);
	await tell(workspace, [repository({ updatedAt: at(5), description: "Told by a delivery" })], 5);
	assert.equal(await isAvailable(), false);
	await tell(workspace, [repository({ updatedAt: at(5) })], 6, "SYNC");
	assert.equal(await isAvailable(), true);
});
