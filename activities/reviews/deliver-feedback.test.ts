import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { approveFeedback, discardFeedback } from "@hephaestus/db/reviews/decide-feedback.ts";
import { findReview } from "@hephaestus/db/reviews/find-review.ts";
import { exampleFinding } from "@hephaestus/domain/reviews/testing/examples.ts";
import { deliverFeedbackId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import type { DeliverFeedbackInput } from "@hephaestus/workflows/reviews/messages.ts";
import { recordHistory } from "@hephaestus/workflows/testing/record-history.ts";
import { WorkflowFailedError } from "@temporalio/client";
import { DefaultLogger, Runtime, Worker } from "@temporalio/worker";
import { createActivityInterceptor } from "../operations/activity-interceptor.ts";
import { ensureWorkflowBundle } from "../operations/workflow-bundle.ts";
import { startTestTemporal, type TestTemporal } from "../testing/temporal.ts";
import { createReviewDeliveryActivities } from "./create-delivery-activities.ts";
import { createReviewRecordActivities } from "./create-record-activities.ts";
import type { ReviewRef } from "./dependencies.ts";
import { composeExample } from "./testing/compose-example.ts";
import { createReviewScene, type MirroredPullRequest, type ReviewScene } from "./testing/review-scene.ts";

Runtime.install({ logger: new DefaultLogger("ERROR") });

let scene: ReviewScene;
let temporal: TestTemporal;
let accountId: number;
let stopWorkers: () => Promise<void>;

before(async () => {
	[scene, temporal] = await Promise.all([createReviewScene(), startTestTemporal()]);
	const { db } = scene.deps;
	await db.updateTable("workspace").set({ autonomy: "HUMAN_APPROVAL" }).execute();
	const account = await db
		.insertInto("account")
		.values({ display_name: "Olga" })
		.returning("id")
		.executeTakeFirstOrThrow();
	accountId = account.id;
	stopWorkers = await startWorkers();
});
after(async () => {
	await stopWorkers();
	await temporal.stop();
	await scene.stop();
});

async function startWorkers(): Promise<() => Promise<void>> {
	const { connection, namespace } = temporal;
	const workflowBundle = { codePath: (await ensureWorkflowBundle()).codePath };
	const interceptors = { activity: [createActivityInterceptor(scene.deps.metrics)] };
	const shared = { connection, namespace, interceptors };
	const workers = await Promise.all([
		Worker.create({
			...shared,
			taskQueue: QUEUES.core,
			activities: createReviewRecordActivities(scene.deps),
			workflowBundle,
			maxCachedWorkflows: 0,
		}),
		Worker.create({ ...shared, taskQueue: QUEUES.forge, activities: createReviewDeliveryActivities(scene.deps) }),
	]);
	const running = Promise.all(workers.map((worker) => worker.run()));
	return async () => {
		for (const worker of workers) worker.shutdown();
		await running;
	};
}

async function waitingReview(pullRequest: MirroredPullRequest, requestId = pullRequest.headSha) {
	const finding = exampleFinding({
		evidence: { locations: [{ path: "src/upload.ts", startLine: 4 }], snippets: ["} catch {}"] },
	});
	return await composeExample(scene, pullRequest, { requestId, findings: [finding], sends: false });
}

const decide = (ref: ReviewRef, by: typeof approveFeedback) =>
	withWorkspace(scene.deps.db, scene.workspaceId, (tx) => by(tx, { ...ref, accountId }));

async function deliver({ workspaceId, reviewId }: ReviewRef, { number }: MirroredPullRequest) {
	const { nameWithOwner } = scene.repository;
	const input: DeliverFeedbackInput = { workspaceId, workspaceSlug: "scene", reviewId, nameWithOwner, number };
	const start = { workflowId: deliverFeedbackId(reviewId), taskQueue: QUEUES.core, args: [input] };
	const handle = await temporal.client.workflow.start("deliverFeedback", start);
	await handle.result();
}

async function reviewOf({ reviewId }: ReviewRef) {
	const review = await withWorkspace(scene.deps.db, scene.workspaceId, (tx) => findReview(tx, reviewId));
	assert.ok(review?.feedback);
	return { ...review, feedback: review.feedback };
}

function onForge({ number }: MirroredPullRequest) {
	const { world } = scene.forge;
	const row = world.pullRequestsOf(scene.repository.nativeId).find((candidate) => candidate.number === number);
	assert.ok(row);
	return {
		comments: world.commentsOn(row).map(({ body }) => body),
		inline: world.reviewCommentsOf(row.id).map(({ body }) => body),
	};
}

/** Keeps a finished run for the replay test, when HEPHAESTUS_SAVE_HISTORIES names the version that wrote it. */
async function saveHistory(name: string, { reviewId }: ReviewRef): Promise<void> {
	const version = process.env.HEPHAESTUS_SAVE_HISTORIES;
	if (version !== undefined) await recordHistory(temporal.client, deliverFeedbackId(reviewId), `${name}-${version}`);
}

test("approved feedback is posted word for word as it was shown, once, and says who approved it", async () => {
	const pullRequest = await scene.openPullRequest("approved");
	const ref = await waitingReview(pullRequest);
	const shown = (await reviewOf(ref)).feedback;
	assert.equal(shown.state, "AWAITING_APPROVAL");
	assert.deepEqual(onForge(pullRequest), { comments: [], inline: [] });
	assert.deepEqual(await decide(ref, approveFeedback), { outcome: "DECIDED" });
	assert.deepEqual(await decide(ref, approveFeedback), { outcome: "DECIDED_BEFORE" });
	await deliver(ref, pullRequest);
	await saveHistory("approved", ref);
	await deliver(ref, pullRequest);
	assert.deepEqual(onForge(pullRequest), {
		comments: [shown.body],
		inline: shown.placements.map(({ body }) => body),
	});
	const { deliveryStatus, feedback } = await reviewOf(ref);
	assert.deepEqual([deliveryStatus, feedback.state, feedback.approvedBy], ["DELIVERED", "DELIVERED", "Olga"]);
	assert.deepEqual(await decide(ref, approveFeedback), { outcome: "DELIVERED" });
});

test("feedback about an older commit cannot be approved, and is discarded for good", async () => {
	const pullRequest = await scene.openPullRequest("moved");
	const ref = await waitingReview(pullRequest);
	const headSha = "b".repeat(40);
	await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx.updateTable("pull_request").set({ head_ref_oid: headSha }).where("issue_id", "=", pullRequest.issueId).execute(),
	);
	const stale = { outcome: "STALE", reviewedSha: pullRequest.headSha, headSha };
	assert.deepEqual(await decide(ref, approveFeedback), stale);
	assert.equal((await reviewOf(ref)).feedback.isStale, true);
	assert.deepEqual(await decide(ref, discardFeedback), { outcome: "DECIDED" });
	assert.deepEqual(await decide(ref, discardFeedback), { outcome: "DECIDED_BEFORE" });
	assert.deepEqual(await decide(ref, approveFeedback), { outcome: "NOTHING_TO_DECIDE", state: "DISCARDED" });
	const { deliveryStatus, deliveryReason } = await reviewOf(ref);
	assert.deepEqual([deliveryStatus, deliveryReason], ["SUPPRESSED", "an administrator discarded it"]);
});

test("a newer review's feedback takes the place of one that still waits", async () => {
	const pullRequest = await scene.openPullRequest("newer");
	const older = await waitingReview(pullRequest, "first");
	const newer = await waitingReview(pullRequest, "second");
	assert.equal((await reviewOf(older)).feedback.state, "SUPERSEDED");
	assert.equal((await reviewOf(newer)).feedback.state, "AWAITING_APPROVAL");
});

test("a delivery that the forge refuses says why and can be approved again", async () => {
	const pullRequest = await scene.openPullRequest("refused");
	const ref = await waitingReview(pullRequest);
	await decide(ref, approveFeedback);
	await setConnection("SUSPENDED");
	await assert.rejects(deliver(ref, pullRequest), WorkflowFailedError);
	await saveHistory("failed", ref);
	const failed = await reviewOf(ref);
	assert.deepEqual([failed.deliveryStatus, failed.feedback.state], ["FAILED", "FAILED"]);
	assert.ok(failed.deliveryReason);
	await setConnection("ACTIVE");
	assert.deepEqual(await decide(ref, approveFeedback), { outcome: "DECIDED" });
	await deliver(ref, pullRequest);
	assert.equal((await reviewOf(ref)).deliveryStatus, "DELIVERED");
	assert.equal(onForge(pullRequest).comments.length, 1);
});

async function setConnection(state: "ACTIVE" | "SUSPENDED"): Promise<void> {
	await withWorkspace(scene.deps.db, scene.workspaceId, (tx) => tx.updateTable("connection").set({ state }).execute());
}
