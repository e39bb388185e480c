import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { cancelReviewSignal } from "@hephaestus/workflows/reviews/messages.ts";
import { WorkflowFailedError } from "@temporalio/client";
import { ApplicationFailure, CancelledFailure } from "@temporalio/common";
import { AgentFailed, SandboxEngineLost } from "./sandbox/errors.ts";
import {
	done,
	eventually,
	HOST_QUEUES,
	OTHER_QUEUES,
	type ReviewStage,
	type Running,
	reports,
	request,
	startReviewStage,
	waits,
} from "./testing/review-stage.ts";

let stage: ReviewStage;
let workers: Running;

before(async () => {
	stage = await startReviewStage();
	workers = await stage.startWorkers();
});
after(async () => {
	await workers.stop();
	await stage.stop();
});

test("cancelling stops the agent, records it and leaves the workflow ready for more", async () => {
	stage.play(waits);
	const pullRequest = await stage.scene.openPullRequest("cancel");
	const handle = await stage.ask(pullRequest, request("event-1"));
	const review = await stage.inStage(pullRequest, "REVIEWING");
	await handle.signal(cancelReviewSignal, { reviewId: review.id });
	await handle.result();
	const [cancelled] = await stage.reviewsOf(pullRequest);
	assert.deepEqual([cancelled?.status, cancelled?.stage], ["CANCELLED", "REVIEWING"]);
	assert.equal(stage.commentsOn(pullRequest), 0);
	await stage.saveHistory("cancelled", handle);
});

test("cancelling the workflow itself records the review as cancelled too", async () => {
	stage.play(waits);
	const pullRequest = await stage.scene.openPullRequest("cancel-workflow");
	const handle = await stage.ask(pullRequest, request("event-1"));
	await stage.inStage(pullRequest, "REVIEWING");
	await handle.cancel();
	await assert.rejects(
		handle.result(),
		(error) => error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure,
	);
	assert.equal((await stage.reviewsOf(pullRequest))[0]?.status, "CANCELLED");
});

test("an engine that dies mid-review costs one start over, no more", async () => {
	stage.play(async (run) => {
		await reports(run);
		throw new SandboxEngineLost("The container engine was lost while waiting for the agent");
	}, reports);
	const pullRequest = await stage.scene.openPullRequest("engine");
	const handle = await stage.ask(pullRequest, request("event-1"));
	await handle.result();
	const [review] = await stage.reviewsOf(pullRequest);
	assert.ok(review);
	assert.equal(review.status, "COMPLETED");
	assert.equal(review.llm_total_calls, 2);
	const observed = await withWorkspace(stage.scene.deps.db, stage.scene.workspaceId, (tx) =>
		tx.selectFrom("observation").select("id").where("review_id", "=", review.id).execute(),
	);
	assert.equal(observed.length, 1);
	await stage.saveHistory("engine-lost", handle);
});

test("an agent that says nothing of use fails the review with a next step, and a rerun mends it", async () => {
	stage.play(async () => done(), reports);
	const pullRequest = await stage.scene.openPullRequest("nonsense");
	const handle = await stage.ask(pullRequest, request("event-1"));
	await assert.rejects(
		handle.result(),
		({ cause }) => cause instanceof ApplicationFailure && cause.type === "ReviewFailed",
	);
	const [failed] = await stage.reviewsOf(pullRequest);
	assert.equal(failed?.status, "FAILED");
	assert.match(failed.error_message ?? "", /without reporting a finding/);
	assert.match(failed.error_next_step ?? "", /choose another model/);
	await stage.saveHistory("failed", handle);
	await (await stage.ask(pullRequest, request("rerun-1", "RERUN"))).result();
	assert.deepEqual(
		(await stage.reviewsOf(pullRequest)).map(({ status }) => status),
		["FAILED", "COMPLETED"],
	);
});

test("an engine that refuses the container fails the review at once, with what to check", async () => {
	let runs = 0;
	stage.play(async () => {
		runs++;
		throw new AgentFailed("The container engine refused starting the container: unknown runtime");
	});
	const pullRequest = await stage.scene.openPullRequest("refused-container");
	await assert.rejects((await stage.ask(pullRequest, request("event-1"))).result(), WorkflowFailedError);
	const [failed] = await stage.reviewsOf(pullRequest);
	assert.equal(failed?.status, "FAILED");
	assert.match(failed.error_message ?? "", /unknown runtime/);
	assert.match(failed.error_next_step ?? "", /Check the container engine/);
	assert.equal(runs, 1);
});

test("a worker that is stopped mid-review gives it back, and it goes on when there is one again", async () => {
	// The stage is entered a moment before the agent begins, and only then is there anything to give back.
	const begun = Promise.withResolvers<void>();
	stage.play((run) => {
		begun.resolve();
		return waits(run);
	}, reports);
	const pullRequest = await stage.scene.openPullRequest("shutdown");
	const handle = await stage.ask(pullRequest, request("event-1"));
	await begun.promise;
	await workers.stop();
	workers = await stage.startWorkers();
	await handle.result();
	assert.deepEqual(
		(await stage.reviewsOf(pullRequest)).map(({ status }) => status),
		["COMPLETED"],
	);
});

test("without a container engine the review waits and says so, and starts once there is one", async () => {
	stage.play(reports);
	await workers.stop();
	workers = await stage.startWorkers(OTHER_QUEUES);
	const pullRequest = await stage.scene.openPullRequest("no-engine");
	const handle = await stage.ask(pullRequest, request("event-1"));
	const review = await stage.inStage(pullRequest, "WAITING_FOR_SANDBOX");
	await eventually(async () =>
		(await stage.stagesOf(review.id)).some(({ detail }) => /No worker with a container engine/.test(detail ?? "")),
	);
	const host = await stage.startWorkers(HOST_QUEUES);
	await handle.result();
	await stage.saveHistory("no-engine", handle);
	assert.equal((await stage.reviewsOf(pullRequest))[0]?.status, "COMPLETED");
	await host.stop();
	await workers.stop();
	workers = await stage.startWorkers();
});
