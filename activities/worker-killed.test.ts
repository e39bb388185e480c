import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { acceptDelivery } from "@hephaestus/db/webhooks/accept-delivery.ts";
import { payloadOf } from "@hephaestus/deploy/simulators/github/webhooks/payloads.ts";
import { openIssue } from "@hephaestus/deploy/simulators/github/world/issues.ts";
import { type ModelSimulator, startModelSimulator } from "@hephaestus/deploy/simulators/llm/start-model-simulator.ts";
import { requestReview } from "@hephaestus/workflows/reviews/request-review.ts";
import { pokeInbox } from "@hephaestus/workflows/webhooks/poke-inbox.ts";
import { sql } from "kysely";
import { createReviewScene, type MirroredPullRequest, type ReviewScene } from "./reviews/testing/review-scene.ts";
import { testEngine } from "./reviews/testing/test-engine.ts";
import { startTestTemporal, type TestTemporal } from "./testing/temporal.ts";
import { startWorkerProcess, type WorkerProcess } from "./testing/worker-process.ts";

let scene: ReviewScene;
let temporal: TestTemporal;
let model: ModelSimulator;
let worker: WorkerProcess;

before(async () => {
	[scene, temporal, model] = await Promise.all([
		createReviewScene(),
		startTestTemporal(),
		startModelSimulator({ apiKey: "sk-test", models: ["scripted-model"] }),
	]);
});
afterEach(async () => {
	model.faults.lasting = [];
	await worker.stop();
});
after(async () => {
	await temporal.stop();
	await model.stop();
	await scene.stop();
});

/** The whole worker: real database, Temporal, container engine and agent; forge and model are played over HTTP. */
function startWorker(): WorkerProcess {
	const { DATABASE_URL, DATABASE_USERNAME, DATABASE_PASSWORD, GIT_STORAGE_PATH, GITHUB_SERVER_URL } =
		scene.configuration;
	const { socket, image } = testEngine();
	return startWorkerProcess({
		DATABASE_URL,
		DATABASE_USERNAME,
		DATABASE_PASSWORD,
		GIT_STORAGE_PATH,
		GITHUB_SERVER_URL,
		TEMPORAL_ADDRESS: temporal.address,
		TEMPORAL_NAMESPACE: temporal.namespace,
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: scene.configuration.HEPHAESTUS_SECURITY_ENCRYPTION_KEY,
		HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false",
		WEBHOOK_SECRET: "a webhook secret of tests",
		WORKER_MANAGEMENT_PORT: "0",
		SANDBOX_DOCKER_HOST: `unix://${socket}`,
		SANDBOX_MEMORY_BYTES: "536870912",
		HEPHAESTUS_AGENT_IMAGE_REFERENCE: image,
		LLM_PROXY_OPENAI_URL: model.url,
		PRACTICE_REVIEW_FOR_ALL: "true",
		MONITORING_RUN_ON_STARTUP: "false",
	});
}

async function askForReview({ issueId, number }: MirroredPullRequest) {
	const { workspaceId, repository } = scene;
	const { id: repositoryId, nameWithOwner } = repository;
	const input = { workspaceId, workspaceSlug: "scene", repositoryId, nameWithOwner, issueId, number };
	const request = { requestId: `test-${number}`, trigger: "MANUAL", requestedByAccountId: null } as const;
	return await temporal.client.workflow.signalWithStart("reviewArtifact", requestReview(input, request));
}

async function reviewOf({ issueId }: MirroredPullRequest) {
	return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx.selectFrom("review").selectAll().where("issue_id", "=", issueId).executeTakeFirst(),
	);
}

function commentsOn({ number }: MirroredPullRequest): number {
	const { world } = scene.forge;
	const row = world.pullRequestsOf(scene.repository.nativeId).find((candidate) => candidate.number === number);
	assert.ok(row);
	return world.commentsOn(row).length;
}

/** The runner's own limit ends a wait in vain. */
async function until(condition: () => boolean | Promise<boolean>, everyMs = 100): Promise<void> {
	while (!(await condition())) await sleep(everyMs);
}

test("a worker killed between posting and recording leaves one comment, which the next worker takes for its own", async () => {
	const pullRequest = await scene.openPullRequest("killed-after-posting");
	// GitHub keeps the comment and the worker does not hear of it: it dies before it can try again.
	scene.forge.faults.add({ operation: "addComment" }, { kind: "loseAnswer" });
	worker = startWorker();
	const handle = await askForReview(pullRequest);
	await until(() => commentsOn(pullRequest) === 1, 5);
	await worker.kill();
	const before = await reviewOf(pullRequest);
	assert.deepEqual([before?.status, before?.stage], ["RUNNING", "DELIVERING"]);

	worker = startWorker();
	await handle.result();
	assert.equal(commentsOn(pullRequest), 1);
	const review = await reviewOf(pullRequest);
	assert.deepEqual([review?.status, review?.delivery_status], ["COMPLETED", "DELIVERED"]);
});

test("a worker killed between applying a delivery and marking it repeats the delivery without a second effect", async () => {
	const { db } = scene.deps;
	const issue = await deliverNewIssue("killed-after-applying");
	const locked = Promise.withResolvers<void>();
	const marking = Promise.withResolvers<void>();
	// Whoever wants to mark the delivery waits for this transaction; applying it does not.
	const held = db.transaction().execute(async (tx) => {
		await sql`select id from webhook_delivery where delivery_id = 'killed-after-applying' for no key update`.execute(
			tx,
		);
		locked.resolve();
		await marking.promise;
	});
	await locked.promise;
	worker = startWorker();
	await temporal.client.workflow.signalWithStart("drainInbox", pokeInbox({ lane: "test", repository: null }));
	await until(async () => (await effectsOf(issue)).length > 0);
	await until(isMarking);
	await worker.kill();
	await endMarking();
	marking.resolve();
	await held;

	const [first] = await effectsOf(issue);
	assert.equal(await stateOfDelivery("killed-after-applying"), "RECEIVED");
	worker = startWorker();
	await until(async () => (await stateOfDelivery("killed-after-applying")) === "PROCESSED");
	assert.deepEqual(await effectsOf(issue), [first]);
});

async function deliverNewIssue(deliveryId: string): Promise<number> {
	const { runtime, world } = scene.forge;
	const repository = world.repositories.get(scene.repository.nativeId);
	const sender = world.users.values().find(({ login }) => login === "elif");
	assert.ok(sender);
	const issue = openIssue(world, { repository, author: sender, title: "Late deliveries", body: null });
	const payload = payloadOf({ name: "issues", action: "opened", repository, sender, issue }, runtime);
	await acceptDelivery(scene.deps.db, {
		kind: "GITHUB",
		deliveryId,
		lane: "test",
		event: "issues",
		action: "opened",
		repository: scene.repository.nameWithOwner,
		body: Buffer.from(JSON.stringify(payload)),
	});
	return issue.number;
}

const WAITS = sql`datname = current_database() and wait_event_type = 'Lock'`;

async function isMarking(): Promise<boolean> {
	const { rows } = await sql`select pid from pg_stat_activity where ${WAITS}`.execute(scene.deps.db);
	return rows.length > 0;
}

// PostgreSQL would finish the statement of a client that died while it waited.
async function endMarking(): Promise<void> {
	await sql`select pg_terminate_backend(pid) from pg_stat_activity where ${WAITS}`.execute(scene.deps.db);
	await until(async () => !(await isMarking()));
}

/** What the delivery did: the events of the issue, each of which stands for one change. */
async function effectsOf(number: number) {
	return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx
			.selectFrom("domain_event")
			.innerJoin("issue", "issue.id", "domain_event.issue_id")
			.select(["domain_event.id", "domain_event.event_key"])
			.where("issue.number", "=", number)
			.where("issue.issue_type", "=", "ISSUE")
			.execute(),
	);
}

async function stateOfDelivery(deliveryId: string) {
	const row = await scene.deps.db
		.selectFrom("webhook_delivery")
		.select("state")
		.where("delivery_id", "=", deliveryId)
		.executeTakeFirstOrThrow();
	return row.state;
}

test("a model that answers nonsense fails the review with a next step, and posts nothing", async () => {
	model.faults.lasting = [{ kind: "nonsense" }];
	const pullRequest = await scene.openPullRequest("nonsense");
	worker = startWorker();
	await assert.rejects((await askForReview(pullRequest)).result());
	const review = await reviewOf(pullRequest);
	assert.equal(review?.status, "FAILED");
	assert.notEqual(review.error_message ?? "", "");
	assert.match(review.error_next_step ?? "", /run the review again/i);
	assert.equal(commentsOn(pullRequest), 0);
});
