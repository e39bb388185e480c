import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { applyChanges } from "@hephaestus/db/scm/apply-changes.ts";
import { dumpMirror } from "@hephaestus/db/testing/dump-mirror.ts";
import { ORGANIZATION } from "@hephaestus/deploy/simulators/github/seed/organization.ts";
import { addComment, deleteComment } from "@hephaestus/deploy/simulators/github/world/comments.ts";
import { openIssue } from "@hephaestus/deploy/simulators/github/world/issues.ts";
import type { Repository, User } from "@hephaestus/deploy/simulators/github/world/model.ts";
import { openPullRequest, setLabel, synchronize } from "@hephaestus/deploy/simulators/github/world/pull-requests.ts";
import { INBOX_SWEEPER_ID, inboxId, reviewArtifactId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { ScheduleNotFoundError } from "@temporalio/client";
import { createGitHubClients } from "../connections/github-clients.ts";
import { createGitHubReader } from "../scm/github/github-reader.ts";
import { type MirrorStage, startMirrorStage } from "../testing/mirror-stage.ts";
import { ensureSweeper } from "./ensure-sweeper.ts";
import { pokeInbox } from "./poke-inbox.ts";

let stage: MirrorStage;
let repository: Repository;
let author: User;

before(async () => {
	stage = await startMirrorStage();
	const { world } = stage.gitHub;
	const first = world.repositories.values()[0];
	assert.ok(first !== undefined);
	repository = first;
	author = world.users.get(world.pullRequests.values()[0]?.authorId ?? 0);
	await mirrorRepositories();
});
after(() => stage.stop());

/** The repositories alone, as a first sync lists them: what happens in them then comes by webhook. */
async function mirrorRepositories(): Promise<void> {
	const { deps, workspace } = stage;
	const client = await createGitHubClients(deps).forWorkspace(workspace.id);
	for await (const repositories of createGitHubReader(client).repositories(AbortSignal.timeout(30_000)))
		await applyChanges(deps.db, {
			workspaceId: workspace.id,
			gitProviderId: workspace.gitProviderId,
			source: "SYNC",
			observedAt: new Date(),
			changes: repositories.map((told) => ({ kind: "repository", lifecycle: "SEEN", repository: told })),
		});
}

/** Waits until every delivery was sent and worked off; returns how many ended in which state. */
async function drained(): Promise<Record<string, number>> {
	await stage.gitHub.idle();
	for (const lane of stage.inbox.lanes) await pokeInbox(stage.temporal.client, { lane, repository: null });
	for (const lane of stage.inbox.lanes) await stage.temporal.client.workflow.getHandle(inboxId(lane)).result();
	const rows = await stage.database.db
		.selectFrom("webhook_delivery")
		.select(["state", (eb) => eb.fn.countAll<number>().as("count")])
		.groupBy("state")
		.execute();
	return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

function openPull(title: string) {
	const { world } = stage.gitHub;
	return openPullRequest(world, {
		repository,
		author,
		title,
		body: "Please look at it.",
		baseRef: "main",
		baseSha: "a".repeat(40),
		headRef: "feature",
		headSha: "b".repeat(40),
		size: { additions: 3, deletions: 1, changedFiles: 1, commits: 1 },
	});
}

async function eventTypes(number: number): Promise<string[]> {
	return await withWorkspace(stage.database.db, stage.workspace.id, async (tx) => {
		const rows = await tx
			.selectFrom("domain_event")
			.innerJoin("issue", "issue.id", "domain_event.issue_id")
			.select("domain_event.type")
			.where("issue.number", "=", number)
			.orderBy("domain_event.id")
			.execute();
		return rows.map(({ type }) => type);
	});
}

test("what happens on the forge is mirrored, and a pull request starts its review once however often it is told", async () => {
	const { world } = stage.gitHub;
	const pullRequest = openPull("Round prices up");
	const label = world.labelsOf(repository.id)[0];
	if (label !== undefined) setLabel(world, pullRequest, author, label.id, true);
	synchronize(world, pullRequest, author, "c".repeat(40), { additions: 9, deletions: 1, changedFiles: 2, commits: 2 });
	const comment = addComment(world, pullRequest, author, "First words");
	deleteComment(world, addComment(world, pullRequest, author, "Said by mistake"), author);
	const issue = openIssue(world, { repository, author, title: "Prices differ", body: null });
	addComment(world, issue, author, "Seen too");

	const states = await drained();
	assert.equal(states.POISON, undefined);
	assert.equal(states.RECEIVED, undefined);
	assert.deepEqual(await eventTypes(pullRequest.number), [
		"PullRequestCreated",
		...(label === undefined ? [] : ["PullRequestLabeled"]),
		"PullRequestSynchronized",
		"CommentCreated",
		"CommentCreated",
		"CommentDeleted",
	]);
	const mirrored = await dumpMirror(stage.database.db, stage.workspace.id);
	assert.equal(mirrored.issue_comment?.filter((row) => row.includes(comment.body)).length, 1);
	assert.equal(
		mirrored.issue_comment?.some((row) => row.includes("Said by mistake")),
		false,
	);

	const fullName = world.fullName(repository);
	const review = stage.temporal.client.workflow.getHandle(
		reviewArtifactId(stage.workspace.id, fullName, pullRequest.number),
	);
	assert.equal((await review.describe()).type, "reviewArtifact");

	await stage.database.db.updateTable("webhook_delivery").set({ state: "RECEIVED" }).execute();
	await drained();
	assert.deepEqual(await dumpMirror(stage.database.db, stage.workspace.id), mirrored);
});

test("a delivery that cannot be processed is set aside with its error, and those behind it go on", async () => {
	const lane = `github/${ORGANIZATION}/${repository.name}`.toLowerCase();
	const insert = (id: string, event: string, body: object) =>
		stage.database.db
			.insertInto("webhook_delivery")
			.values({ kind: "GITHUB", delivery_id: id, lane, event, body: Buffer.from(JSON.stringify(body)) })
			.execute();
	await insert("broken", "pull_request", { action: "opened", repository: { id: repository.id } });
	await insert("unknown-event", "star", {});
	const pullRequest = openPull("After the broken one");
	await drained();
	const rows = await stage.database.db
		.selectFrom("webhook_delivery")
		.select(["delivery_id", "state", "attempts", "error"])
		.where("delivery_id", "in", ["broken", "unknown-event"])
		.orderBy("id")
		.execute();
	assert.deepEqual(
		rows.map(({ state, attempts }) => [state, attempts]),
		[
			["POISON", 5],
			["IGNORED", 0],
		],
	);
	assert.match(rows[0]?.error ?? "", /full_name|pull_request/);
	assert.deepEqual(await eventTypes(pullRequest.number), ["PullRequestCreated"]);
});

test("a worker killed between applying and marking repeats the delivery without a second effect", async () => {
	const pullRequest = openPull("Applied twice");
	await drained();
	const before = await dumpMirror(stage.database.db, stage.workspace.id);
	// What such a worker leaves behind: everything applied, and the delivery still waiting.
	await stage.database.db
		.updateTable("webhook_delivery")
		.set({ state: "RECEIVED", processed_at: null })
		.where("id", "=", (eb) => eb.selectFrom("webhook_delivery").select((of) => of.fn.max("id").as("id")))
		.execute();
	await drained();
	assert.deepEqual(await dumpMirror(stage.database.db, stage.workspace.id), before);
	assert.deepEqual(await eventTypes(pullRequest.number), ["PullRequestCreated"]);
});

test("the sweeper wakes a lane nobody was poked about", async () => {
	const pullRequest = openPull("Nobody poked");
	await stage.gitHub.idle();
	await stage.database.db
		.updateTable("webhook_delivery")
		.set({ received_at: new Date(Date.now() - 60_000) })
		.where("state", "=", "RECEIVED")
		.execute();
	await ensureSweeper(stage.temporal.client);
	while ((await eventTypes(pullRequest.number)).length === 0) await sleep(100);
	await stage.temporal.client.workflow.getHandle(INBOX_SWEEPER_ID).terminate("the test is over");
});

test("the schedule that earlier versions swept by is gone after a start, and a second start changes nothing", async () => {
	const { client } = stage.temporal;
	await client.schedule.create({
		scheduleId: INBOX_SWEEPER_ID,
		spec: { intervals: [{ every: "15 seconds" }] },
		action: { type: "startWorkflow", workflowType: "sweepInbox", taskQueue: QUEUES.core },
		state: { paused: true },
	});
	await ensureSweeper(client);
	const sweeper = client.workflow.getHandle(INBOX_SWEEPER_ID);
	const { runId } = await sweeper.describe();
	await ensureSweeper(client);
	assert.equal((await sweeper.describe()).runId, runId);
	await assert.rejects(client.schedule.getHandle(INBOX_SWEEPER_ID).describe(), ScheduleNotFoundError);
	await sweeper.terminate("the test is over");
});
