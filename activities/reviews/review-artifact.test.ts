import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { exampleFinding } from "@hephaestus/domain/reviews/testing/examples.ts";
import { reviewArtifactId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES, sandboxHostQueue } from "@hephaestus/workflows/operations/queues.ts";
import {
	cancelReviewSignal,
	type ReviewArtifactInput,
	type ReviewRequest,
	requestReviewSignal,
} from "@hephaestus/workflows/reviews/messages.ts";
import { recordHistory } from "@hephaestus/workflows/testing/record-history.ts";
import { WorkflowFailedError } from "@temporalio/client";
import { ApplicationFailure, CancelledFailure } from "@temporalio/common";
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundleWithSourceMap } from "@temporalio/worker";
import { createActivityInterceptor } from "../operations/activity-interceptor.ts";
import { startTestTemporal, type TestTemporal } from "../testing/temporal.ts";
import { createSandboxClaimActivities } from "./create-claim-activities.ts";
import { createReviewDeliveryActivities } from "./create-delivery-activities.ts";
import { createReviewHostActivities } from "./create-host-activities.ts";
import { createReviewRecordActivities } from "./create-record-activities.ts";
import type { AgentResult, AgentRun } from "./sandbox/agent-run.ts";
import { SandboxEngineLost } from "./sandbox/errors.ts";
import { createReviewScene, type MirroredPullRequest, type ReviewScene } from "./testing/review-scene.ts";

const WORKFLOWS = fileURLToPath(new URL("../../workflows/all-workflows.ts", import.meta.url));
const HOST = { name: "test-host", taskQueue: sandboxHostQueue("test-host") };

let scene: ReviewScene;
let temporal: TestTemporal;
let workflowBundle: WorkflowBundleWithSourceMap;
let workers: Running;
/** What the agent does in the next runs; the last entry stays. */
let agent: ((run: AgentRun) => Promise<AgentResult>)[] = [];

before(async () => {
	[scene, temporal, workflowBundle] = await Promise.all([
		createReviewScene(),
		startTestTemporal(),
		bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger: new DefaultLogger("ERROR") }),
	]);
	workers = await startWorkers();
});
after(async () => {
	await workers.stop();
	await temporal.stop();
	await scene.stop();
});

interface Running {
	stop(): Promise<void>;
}

/** Workers of every queue over the real activities; only the container is played. */
async function startWorkers(
	queues: readonly string[] = [QUEUES.core, QUEUES.forge, QUEUES.sandbox, HOST.taskQueue],
): Promise<Running> {
	const { deps } = scene;
	const runner = { runAgent: async (run: AgentRun) => await nextAgent()(run) };
	const activities: Record<string, object> = {
		[QUEUES.core]: createReviewRecordActivities(deps),
		[QUEUES.forge]: createReviewDeliveryActivities(deps),
		[QUEUES.sandbox]: createSandboxClaimActivities(deps, HOST),
		[HOST.taskQueue]: createReviewHostActivities({ ...deps, runner }),
	};
	const { connection, namespace } = temporal;
	const interceptors = { activity: [createActivityInterceptor(deps.metrics)] };
	const created = await Promise.all(
		queues.map((taskQueue) =>
			Worker.create({
				connection,
				namespace,
				taskQueue,
				activities: activities[taskQueue] ?? {},
				interceptors,
				// Replays at every task, so that a workflow that is not deterministic fails here.
				...(taskQueue === QUEUES.core ? { workflowBundle, maxCachedWorkflows: 0 } : {}),
			}),
		),
	);
	const running = Promise.all(created.map((worker) => worker.run()));
	return {
		async stop() {
			for (const worker of created) worker.shutdown();
			await running;
		},
	};
}

function nextAgent() {
	const [next, ...later] = agent;
	assert.ok(next);
	if (later.length > 0) agent = later;
	return next;
}

const done = (findings: AgentResult["findings"] = []): AgentResult => ({
	outcome: "COMPLETED",
	reason: null,
	findings,
	turns: 3,
	log: "",
});

const reports: (typeof agent)[number] = async (run) => {
	const finding = exampleFinding({
		evidence: { locations: [{ path: "src/upload.ts", startLine: 4 }], snippets: ["} catch {}"] },
	});
	run.onProgress("Reads the diff");
	await run.onCall({
		model: "scripted-model",
		status: 200,
		durationMs: 12.5,
		inputTokens: 100,
		outputTokens: 10,
		cacheReadTokens: 0,
		cacheWriteTokens: 0,
	});
	await run.onFinding(finding);
	return done([finding]);
};

const waits: (typeof agent)[number] = (run) =>
	new Promise((_, reject) => run.signal.addEventListener("abort", () => reject(run.signal.reason), { once: true }));

function request(requestId: string, trigger: ReviewRequest["trigger"] = "PullRequestCreated"): ReviewRequest {
	return { requestId, trigger, requestedByAccountId: null };
}

async function ask(pullRequest: MirroredPullRequest, signal: ReviewRequest) {
	const { workspaceId, repository } = scene;
	const input: ReviewArtifactInput = {
		workspaceId,
		workspaceSlug: "scene",
		repositoryId: repository.id,
		nameWithOwner: repository.nameWithOwner,
		issueId: pullRequest.issueId,
		number: pullRequest.number,
	};
	return await temporal.client.workflow.signalWithStart("reviewArtifact", {
		workflowId: reviewArtifactId(workspaceId, repository.nameWithOwner, pullRequest.number),
		taskQueue: QUEUES.core,
		args: [input],
		signal: requestReviewSignal,
		signalArgs: [signal],
	});
}

async function reviewsOf({ issueId }: MirroredPullRequest) {
	return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx.selectFrom("review").selectAll().where("issue_id", "=", issueId).orderBy("created_at").execute(),
	);
}

async function stagesOf(reviewId: string) {
	return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx.selectFrom("review_stage").selectAll().where("review_id", "=", reviewId).orderBy("started_at").execute(),
	);
}

async function decisionsOf({ issueId }: MirroredPullRequest) {
	return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx.selectFrom("admission_decision").selectAll().where("issue_id", "=", issueId).orderBy("id").execute(),
	);
}

function commentsOn({ number }: MirroredPullRequest): number {
	const { world } = scene.forge;
	const row = world.pullRequestsOf(scene.repository.nativeId).find((candidate) => candidate.number === number);
	assert.ok(row);
	return world.commentsOn(row).length;
}

/** A comment that orders a review, at the forge and in the mirror; returns the mirror's id. */
async function commandBy(login: string, { issueId, number }: MirroredPullRequest): Promise<number> {
	const { deps, workspaceId, repository } = scene;
	const { feedback } = await deps.openForge(workspaceId);
	return await withWorkspace(deps.db, workspaceId, async (tx) => {
		const issue = await tx.selectFrom("issue").selectAll().where("id", "=", issueId).executeTakeFirstOrThrow();
		const subject = { nodeId: issue.node_id ?? "", nameWithOwner: repository.nameWithOwner, number };
		const posted = await feedback.postComment(subject, "/hephaestus review");
		const row = { workspace_id: workspaceId, git_provider_id: issue.git_provider_id, native_id: 990_000 + number };
		const author = await tx
			.insertInto("scm_user")
			.values({ ...row, login })
			.returning("id")
			.executeTakeFirstOrThrow();
		const comment = await tx
			.insertInto("issue_comment")
			.values({
				...row,
				node_id: posted.id,
				issue_id: issueId,
				author_id: author.id,
				body: posted.body,
				html_url: posted.url,
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		return comment.id;
	});
}

/** Polls until `check` gives something; the test runner's own limit ends a wait in vain. */
async function eventually<T>(check: () => Promise<T | undefined | false>): Promise<T> {
	for (;;) {
		const found = await check();
		if (found !== undefined && found !== false) return found;
		await sleep(100);
	}
}

async function inStage(pullRequest: MirroredPullRequest, stage: string) {
	return await eventually(async () => (await reviewsOf(pullRequest)).find((review) => review.stage === stage));
}

/** Keeps a finished run for the replay test, when HEPHAESTUS_SAVE_HISTORIES names the version that wrote it. */
async function saveHistory(name: string, { workflowId }: { workflowId: string }): Promise<void> {
	const version = process.env.HEPHAESTUS_SAVE_HISTORIES;
	if (version !== undefined) await recordHistory(temporal.client, workflowId, `${name}-${version}`);
}

test("a request, however often it arrives, becomes one review with every stage on record and its feedback posted", async () => {
	agent = [reports];
	const pullRequest = await scene.openPullRequest("whole");
	const handle = await ask(pullRequest, request("event-1"));
	await ask(pullRequest, request("event-1"));
	await handle.result();
	await (await ask(pullRequest, request("event-1"))).result();
	const reviews = await reviewsOf(pullRequest);
	assert.equal(reviews.length, 1);
	const [review] = reviews;
	assert.ok(review);
	assert.deepEqual([review.status, review.stage, review.delivery_status], ["COMPLETED", "DONE", "DELIVERED"]);
	assert.deepEqual([review.llm_total_calls, review.llm_total_input_tokens], [1, 100]);
	const stages = await stagesOf(review.id);
	assert.deepEqual(
		stages.map(({ stage }) => stage),
		["QUEUED", "WAITING_FOR_SANDBOX", "PREPARING", "REVIEWING", "VALIDATING", "COMPOSING", "DELIVERING", "DONE"],
	);
	assert.ok(stages.every(({ finished_at }) => finished_at !== null));
	assert.equal(commentsOn(pullRequest), 1);
	await saveHistory("answered", handle);
});

test("a second request waits out the cooldown where everybody sees it, and a rerun ends the wait", async () => {
	agent = [reports];
	const pullRequest = await scene.openPullRequest("cooldown");
	await (await ask(pullRequest, request("event-1"))).result();
	const handle = await ask(pullRequest, request("event-2", "PullRequestSynchronized"));
	const waiting = await eventually(async () =>
		(await decisionsOf(pullRequest)).find(({ outcome }) => outcome === "WAIT"),
	);
	assert.equal(waiting.reason, "cooldown of 15 minutes");
	assert.ok(waiting.wait_until);
	await ask(pullRequest, request("rerun-1", "RERUN"));
	await handle.result();
	assert.deepEqual(
		(await reviewsOf(pullRequest)).map(({ trigger, status }) => [trigger, status]),
		[
			["PullRequestCreated", "COMPLETED"],
			["RERUN", "COMPLETED"],
		],
	);
	assert.equal(commentsOn(pullRequest), 1);
	await saveHistory("waited", handle);
});

test("what is not admitted is refused with its reason and makes no review", async () => {
	const pullRequest = await scene.openPullRequest("draft");
	await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx.updateTable("pull_request").set({ is_draft: true }).where("issue_id", "=", pullRequest.issueId).execute(),
	);
	const handle = await ask(pullRequest, request("event-1"));
	await handle.result();
	assert.deepEqual(await reviewsOf(pullRequest), []);
	assert.deepEqual(
		(await decisionsOf(pullRequest)).map(({ outcome, reason }) => [outcome, reason]),
		[["REFUSE", "draft PR"]],
	);
	await saveHistory("refused", handle);
});

test("a command by a stranger is seen and answered on the pull request, once", async () => {
	const pullRequest = await scene.openPullRequest("command");
	const commandCommentId = await commandBy("stranger", pullRequest);
	for (let again = 0; again < 2; again++)
		await (await ask(pullRequest, { ...request(`command-${again}`, "COMMAND"), commandCommentId })).result();
	assert.match((await decisionsOf(pullRequest))[0]?.reason ?? "", /only the author, an assignee/);
	// The command itself and one answer.
	assert.equal(commentsOn(pullRequest), 2);
	assert.ok(scene.forge.world.reactions.values().some(({ content }) => content === "eyes"));
});

test("cancelling stops the agent, records it and leaves the workflow ready for more", async () => {
	agent = [waits];
	const pullRequest = await scene.openPullRequest("cancel");
	const handle = await ask(pullRequest, request("event-1"));
	const review = await inStage(pullRequest, "REVIEWING");
	await handle.signal(cancelReviewSignal, { reviewId: review.id });
	await handle.result();
	const [cancelled] = await reviewsOf(pullRequest);
	assert.deepEqual([cancelled?.status, cancelled?.stage], ["CANCELLED", "REVIEWING"]);
	assert.equal(commentsOn(pullRequest), 0);
	await saveHistory("cancelled", handle);
});

test("cancelling the workflow itself records the review as cancelled too", async () => {
	agent = [waits];
	const pullRequest = await scene.openPullRequest("cancel-workflow");
	const handle = await ask(pullRequest, request("event-1"));
	await inStage(pullRequest, "REVIEWING");
	await handle.cancel();
	await assert.rejects(
		handle.result(),
		(error) => error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure,
	);
	assert.equal((await reviewsOf(pullRequest))[0]?.status, "CANCELLED");
});

test("an engine that dies mid-review costs one start over, no more", async () => {
	agent = [
		async (run) => {
			await reports(run);
			throw new SandboxEngineLost("The container engine was lost while waiting for the agent");
		},
		reports,
	];
	const pullRequest = await scene.openPullRequest("engine");
	const handle = await ask(pullRequest, request("event-1"));
	await handle.result();
	const [review] = await reviewsOf(pullRequest);
	assert.ok(review);
	assert.equal(review.status, "COMPLETED");
	assert.equal(review.llm_total_calls, 2);
	const observed = await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx.selectFrom("observation").select("id").where("review_id", "=", review.id).execute(),
	);
	assert.equal(observed.length, 1);
	await saveHistory("engine-lost", handle);
});

test("an agent that says nothing of use fails the review with a next step, and a rerun mends it", async () => {
	agent = [async () => done(), reports];
	const pullRequest = await scene.openPullRequest("nonsense");
	const handle = await ask(pullRequest, request("event-1"));
	await assert.rejects(
		handle.result(),
		({ cause }) => cause instanceof ApplicationFailure && cause.type === "ReviewFailed",
	);
	const [failed] = await reviewsOf(pullRequest);
	assert.equal(failed?.status, "FAILED");
	assert.match(failed.error_message ?? "", /without reporting a finding/);
	assert.match(failed.error_next_step ?? "", /choose another model/);
	await saveHistory("failed", handle);
	await (await ask(pullRequest, request("rerun-1", "RERUN"))).result();
	assert.deepEqual(
		(await reviewsOf(pullRequest)).map(({ status }) => status),
		["FAILED", "COMPLETED"],
	);
});

test("a worker that is stopped mid-review gives it back, and it goes on when there is one again", async () => {
	agent = [waits, reports];
	const pullRequest = await scene.openPullRequest("shutdown");
	const handle = await ask(pullRequest, request("event-1"));
	await inStage(pullRequest, "REVIEWING");
	await workers.stop();
	workers = await startWorkers();
	await handle.result();
	assert.deepEqual(
		(await reviewsOf(pullRequest)).map(({ status }) => status),
		["COMPLETED"],
	);
});

test("without a container engine the review waits and says so, and starts once there is one", async () => {
	agent = [reports];
	await workers.stop();
	workers = await startWorkers([QUEUES.core, QUEUES.forge]);
	const pullRequest = await scene.openPullRequest("no-engine");
	const handle = await ask(pullRequest, request("event-1"));
	const review = await inStage(pullRequest, "WAITING_FOR_SANDBOX");
	await eventually(async () =>
		(await stagesOf(review.id)).some(({ detail }) => /No worker with a container engine/.test(detail ?? "")),
	);
	const host = await startWorkers([QUEUES.sandbox, HOST.taskQueue]);
	await handle.result();
	await saveHistory("no-engine", handle);
	assert.equal((await reviewsOf(pullRequest))[0]?.status, "COMPLETED");
	await host.stop();
	await workers.stop();
	workers = await startWorkers();
});

test("a reset in Temporal runs the same review again and posts nothing twice", async () => {
	agent = [reports];
	const pullRequest = await scene.openPullRequest("reset");
	const handle = await ask(pullRequest, request("event-1"));
	await handle.result();
	const { events } = await handle.fetchHistory();
	const firstTask = events?.find((event) => event.workflowTaskCompletedEventAttributes);
	assert.ok(firstTask?.eventId);
	const { runId } = await temporal.client.connection.workflowService.resetWorkflowExecution({
		namespace: temporal.namespace,
		workflowExecution: { workflowId: handle.workflowId },
		workflowTaskFinishEventId: firstTask.eventId,
		requestId: "reset-1",
		reason: "try again",
	});
	await temporal.client.workflow.getHandle(handle.workflowId, runId).result();
	assert.deepEqual(
		(await reviewsOf(pullRequest)).map(({ status }) => status),
		["COMPLETED"],
	);
	assert.equal(commentsOn(pullRequest), 1);
});
