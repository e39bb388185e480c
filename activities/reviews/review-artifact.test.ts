import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import type { MirroredPullRequest } from "./testing/review-scene.ts";
import {
	eventually,
	type ReviewStage,
	type Running,
	reports,
	request,
	startReviewStage,
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

/** A comment that orders a review, at the forge and in the mirror; returns the mirror's id. */
async function commandBy(login: string, { issueId, number }: MirroredPullRequest): Promise<number> {
	const { deps, workspaceId, repository } = stage.scene;
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

test("a request, however often it arrives, becomes one review with every stage on record and its feedback posted", async () => {
	stage.play(reports);
	const pullRequest = await stage.scene.openPullRequest("whole");
	const handle = await stage.ask(pullRequest, request("event-1"));
	await stage.ask(pullRequest, request("event-1"));
	await handle.result();
	await (await stage.ask(pullRequest, request("event-1"))).result();
	const reviews = await stage.reviewsOf(pullRequest);
	assert.equal(reviews.length, 1);
	const [review] = reviews;
	assert.ok(review);
	assert.deepEqual([review.status, review.stage, review.delivery_status], ["COMPLETED", "DONE", "DELIVERED"]);
	assert.deepEqual([review.llm_total_calls, review.llm_total_input_tokens], [1, 100]);
	const stages = await stage.stagesOf(review.id);
	assert.deepEqual(
		stages.map(({ stage }) => stage),
		["QUEUED", "WAITING_FOR_SANDBOX", "PREPARING", "REVIEWING", "VALIDATING", "COMPOSING", "DELIVERING", "DONE"],
	);
	assert.ok(stages.every(({ finished_at }) => finished_at !== null));
	assert.equal(stage.commentsOn(pullRequest), 1);
	await stage.saveHistory("answered", handle);
});

test("a second request waits out the cooldown where everybody sees it, and a rerun ends the wait", async () => {
	stage.play(reports);
	const pullRequest = await stage.scene.openPullRequest("cooldown");
	await (await stage.ask(pullRequest, request("event-1"))).result();
	const handle = await stage.ask(pullRequest, request("event-2", "PullRequestSynchronized"));
	const waiting = await eventually(async () =>
		(await stage.decisionsOf(pullRequest)).find(({ outcome }) => outcome === "WAIT"),
	);
	assert.equal(waiting.reason, "cooldown of 15 minutes");
	assert.ok(waiting.wait_until);
	await stage.ask(pullRequest, request("rerun-1", "RERUN"));
	await handle.result();
	assert.deepEqual(
		(await stage.reviewsOf(pullRequest)).map(({ trigger, status }) => [trigger, status]),
		[
			["PullRequestCreated", "COMPLETED"],
			["RERUN", "COMPLETED"],
		],
	);
	assert.equal(stage.commentsOn(pullRequest), 1);
	await stage.saveHistory("waited", handle);
});

test("what is not admitted is refused with its reason and makes no review", async () => {
	const pullRequest = await stage.scene.openPullRequest("draft");
	await withWorkspace(stage.scene.deps.db, stage.scene.workspaceId, (tx) =>
		tx.updateTable("pull_request").set({ is_draft: true }).where("issue_id", "=", pullRequest.issueId).execute(),
	);
	const handle = await stage.ask(pullRequest, request("event-1"));
	await handle.result();
	assert.deepEqual(await stage.reviewsOf(pullRequest), []);
	assert.deepEqual(
		(await stage.decisionsOf(pullRequest)).map(({ outcome, reason }) => [outcome, reason]),
		[["REFUSE", "draft PR"]],
	);
	await stage.saveHistory("refused", handle);
});

test("a command by a stranger is seen and answered on the pull request, once", async () => {
	const pullRequest = await stage.scene.openPullRequest("command");
	const commandCommentId = await commandBy("stranger", pullRequest);
	for (let again = 0; again < 2; again++)
		await (await stage.ask(pullRequest, { ...request(`command-${again}`, "COMMAND"), commandCommentId })).result();
	assert.match((await stage.decisionsOf(pullRequest))[0]?.reason ?? "", /only the author, an assignee/);
	// The command itself and one answer.
	assert.equal(stage.commentsOn(pullRequest), 2);
	assert.ok(stage.scene.forge.world.reactions.values().some(({ content }) => content === "eyes"));
});

test("a reset in Temporal runs the same review again and posts nothing twice", async () => {
	stage.play(reports);
	const pullRequest = await stage.scene.openPullRequest("reset");
	const handle = await stage.ask(pullRequest, request("event-1"));
	await handle.result();
	const { events } = await handle.fetchHistory();
	const firstTask = events?.find((event) => event.workflowTaskCompletedEventAttributes);
	assert.ok(firstTask?.eventId);
	const { runId } = await stage.temporal.client.connection.workflowService.resetWorkflowExecution({
		namespace: stage.temporal.namespace,
		workflowExecution: { workflowId: handle.workflowId },
		workflowTaskFinishEventId: firstTask.eventId,
		requestId: "reset-1",
		reason: "try again",
	});
	await stage.temporal.client.workflow.getHandle(handle.workflowId, runId).result();
	assert.deepEqual(
		(await stage.reviewsOf(pullRequest)).map(({ status }) => status),
		["COMPLETED"],
	);
	assert.equal(stage.commentsOn(pullRequest), 1);
});
