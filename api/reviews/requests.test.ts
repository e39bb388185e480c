import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { startTestTemporal, type TestTemporal } from "@hephaestus/activities/testing/temporal.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { deliverFeedbackId, inboxId, reviewArtifactId, syncWorkspaceId } from "@hephaestus/workflows/operations/ids.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { Browser } from "../testing/browser.ts";
import {
	createTestWorkspace,
	mirrorOnePullRequest,
	type TestMirror,
	type TestWorkspace,
} from "../testing/forge-data.ts";
import { createTestApi, type TestApi } from "../testing/test-api.ts";

let temporal: TestTemporal;
let api: TestApi;
let owner: Browser & { accountId: number };
let author: Browser & { accountId: number };
let bystander: Browser & { accountId: number };
let acme: TestWorkspace;
let mirror: TestMirror;

before(async () => {
	temporal = await startTestTemporal();
	api = await createTestApi({ TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: temporal.namespace });
	[owner, author, bystander] = [
		await api.signedIn({ subject: "1", username: "olga" }),
		await api.signedIn({ subject: "2", username: "ada" }),
		await api.signedIn({ subject: "3", username: "bob" }),
	];
	acme = await createTestWorkspace(api.deps, "acme", owner.accountId);
	const members = [author, bystander].map(({ accountId }) => ({
		workspace_id: acme.id,
		account_id: accountId,
		role: "MEMBER",
	}));
	await withWorkspace(api.deps.db, acme.id, (tx) => tx.insertInto("workspace_membership").values(members).execute());
	mirror = await mirrorOnePullRequest(api.deps, acme, 2);
});
after(async () => {
	await api.stop();
	await temporal.stop();
});

const signalsOf = async (workflowId: string): Promise<(string | null | undefined)[]> => {
	const { events } = await temporal.client.workflow.getHandle(workflowId).fetchHistory();
	return (events ?? [])
		.map((event) => event.workflowExecutionSignaledEventAttributes?.signalName)
		.filter((name) => name != null);
};

async function setReviewStatus(status: string): Promise<void> {
	await withWorkspace(api.deps.db, acme.id, (tx) =>
		tx.updateTable("review").set({ status }).where("id", "=", mirror.reviewId).execute(),
	);
}

test("a member asks for a review: the artifact's workflow runs under its guessable id and was told", async () => {
	const response = await bystander.change("POST", `/api/workspaces/acme/pull-requests/${mirror.pullRequestId}/reviews`);
	assert.equal(response.status, 202);
	const workflowId = reviewArtifactId(acme.id, "acme/rocket", 12);
	assert.partialDeepStrictEqual(await response.json(), { workflowId });
	const description = await temporal.client.workflow.getHandle(workflowId).describe();
	assert.equal(description.status.name, "RUNNING");
	assert.equal(description.typedSearchAttributes.get(SEARCH_ATTRIBUTES.workspace), "acme");
	assert.equal(description.typedSearchAttributes.get(SEARCH_ATTRIBUTES.repository), "acme/rocket");
	assert.deepEqual(await signalsOf(workflowId), ["requestReview"]);
});

test("a workspace that reviews nothing on request says so", async () => {
	const set = (isOn: boolean) =>
		api.deps.db
			.updateTable("workspace")
			.set({ practice_review_manual_trigger_enabled: isOn })
			.where("id", "=", acme.id)
			.execute();
	await set(false);
	const response = await owner.change("POST", `/api/workspaces/acme/pull-requests/${mirror.pullRequestId}/reviews`);
	await set(true);
	assert.equal(response.status, 409);
	assert.partialDeepStrictEqual(await response.json(), { code: "manual_reviews_disabled" });
});

test("the author and administrators rerun a review, other members do not", async () => {
	const path = `/api/workspaces/acme/reviews/${mirror.reviewId}/rerun`;
	assert.equal((await author.change("POST", path)).status, 202);
	assert.equal((await owner.change("POST", path)).status, 202);
	assert.equal((await bystander.change("POST", path)).status, 403);
	const seenBy = async (browser: Browser) =>
		(await browser.get(`/api/workspaces/acme/reviews/${mirror.reviewId}`)).json();
	assert.partialDeepStrictEqual(await seenBy(author), {
		mayRerun: true,
		mayCancel: false,
		trigger: "PullRequestCreated",
	});
	assert.partialDeepStrictEqual(await seenBy(bystander), { mayRerun: false, mayCancel: false });
});

test("a review that runs can be stopped, one that is over cannot", async () => {
	const path = `/api/workspaces/acme/reviews/${mirror.reviewId}/cancel`;
	const over = await owner.change("POST", path);
	assert.equal(over.status, 409);
	await setReviewStatus("RUNNING");
	assert.equal((await owner.change("POST", path)).status, 202);
	await setReviewStatus("COMPLETED");
	assert.ok((await signalsOf(reviewArtifactId(acme.id, "acme/rocket", 12))).includes("cancelReview"));
});

test("stopping a review whose workflow was ended from outside closes it, so that it can be run again", async () => {
	await temporal.client.workflow.getHandle(reviewArtifactId(acme.id, "acme/rocket", 12)).terminate("a test");
	await setReviewStatus("RUNNING");
	const path = `/api/workspaces/acme/reviews/${mirror.reviewId}`;
	assert.equal((await owner.change("POST", `${path}/cancel`)).status, 202);
	const seen = await (await owner.get(path)).json();
	assert.partialDeepStrictEqual(seen, { status: "CANCELLED", mayRerun: true, mayCancel: false });
	await setReviewStatus("COMPLETED");
});

test("a review that runs is not asked for again, and nobody asks without end", async () => {
	const path = `/api/workspaces/acme/reviews/${mirror.reviewId}/rerun`;
	await setReviewStatus("RUNNING");
	const running = await author.change("POST", path);
	await setReviewStatus("COMPLETED");
	assert.equal(running.status, 409);
	assert.partialDeepStrictEqual(await running.json(), { code: "review_running" });
	const statuses: number[] = [];
	for (let asked = 0; asked < 21; asked++) statuses.push((await author.change("POST", path)).status);
	assert.equal(statuses[0], 202);
	assert.equal(statuses.at(-1), 429);
	assert.equal((await owner.change("POST", path)).status, 202);
});

test("syncing now twice joins one sync", async () => {
	const first = await owner.change("POST", "/api/workspaces/acme/sync");
	assert.equal(first.status, 202);
	const { runId } = await temporal.client.workflow.getHandle(syncWorkspaceId(acme.id)).describe();
	assert.equal((await owner.change("POST", "/api/workspaces/acme/sync")).status, 202);
	const again = await temporal.client.workflow.getHandle(syncWorkspaceId(acme.id)).describe();
	assert.equal(again.runId, runId);
});

test("accepted deliveries wake their lane's inbox, a burst with a few signals", async () => {
	const body = JSON.stringify({ action: "opened", repository: { full_name: "Acme/Rocket" } });
	const signature = createHmac("sha256", api.deps.configuration.WEBHOOK_SECRET).update(body).digest("hex");
	const deliveries = Array.from({ length: 30 }, (_, number) =>
		api.app.request("/webhooks/github", {
			method: "POST",
			body,
			headers: {
				"Content-Length": String(body.length),
				"X-GitHub-Event": "pull_request",
				"X-GitHub-Delivery": `burst-${number}`,
				"X-Hub-Signature-256": `sha256=${signature}`,
			},
		}),
	);
	for (const response of await Promise.all(deliveries)) assert.equal(response.status, 202);
	await api.poker.settled();
	const pokes = await signalsOf(inboxId("github/acme/rocket"));
	assert.ok(pokes.length >= 1 && pokes.length < 30, `${pokes.length} pokes`);
});

async function composeFeedback(state: string): Promise<void> {
	await withWorkspace(api.deps.db, acme.id, async (tx) => {
		await tx.deleteFrom("feedback").where("review_id", "=", mirror.reviewId).execute();
		await tx
			.insertInto("feedback")
			.values({
				workspace_id: acme.id,
				review_id: mirror.reviewId,
				issue_id: mirror.pullRequestId,
				delivery_state: state,
				body: "One thing",
			})
			.execute();
		await tx.updateTable("review").set({ delivery_status: state }).where("id", "=", mirror.reviewId).execute();
	});
}

test("administrators send what waits for an approval: once decided, its delivery runs and asking again joins it", async () => {
	const path = `/api/workspaces/acme/reviews/${mirror.reviewId}/feedback`;
	await composeFeedback("AWAITING_APPROVAL");
	const seenBy = async (browser: Browser) =>
		(await browser.get(`/api/workspaces/acme/reviews/${mirror.reviewId}`)).json();
	assert.partialDeepStrictEqual(await seenBy(author), { mayDecide: false });
	assert.partialDeepStrictEqual(await seenBy(owner), { mayDecide: true, feedback: { isStale: false } });
	const workspace = await (await owner.get("/api/workspaces/acme")).json();
	assert.partialDeepStrictEqual(workspace, { counts: { awaitingApproval: 1 } });
	const waiting = await owner.get("/api/workspaces/acme/reviews?deliveryStatus=AWAITING_APPROVAL");
	assert.partialDeepStrictEqual(await waiting.json(), { totalElements: 1 });
	assert.equal((await author.change("POST", `${path}/approve`)).status, 403);
	for (let again = 0; again < 2; again++) assert.equal((await owner.change("POST", `${path}/approve`)).status, 202);
	const workflow = temporal.client.workflow.getHandle(deliverFeedbackId(mirror.reviewId));
	const description = await workflow.describe();
	assert.deepEqual([description.type, description.status.name], ["deliverFeedback", "RUNNING"]);
	assert.equal(description.typedSearchAttributes.get(SEARCH_ATTRIBUTES.repository), "acme/rocket");
	const audits = await withWorkspace(api.deps.db, acme.id, (tx) =>
		tx.selectFrom("audit_event").select("actor_account_id").where("action", "=", "FEEDBACK_APPROVED").execute(),
	);
	assert.deepEqual(audits, [{ actor_account_id: owner.accountId }]);
	const late = await owner.change("POST", `${path}/discard`);
	assert.equal(late.status, 409);
	assert.partialDeepStrictEqual(await late.json(), {
		code: "not_awaiting_approval",
		detail: "It is being sent already.",
	});
});

test("discarding is final and safe to repeat; a moved pull request cannot be approved", async () => {
	const path = `/api/workspaces/acme/reviews/${mirror.reviewId}/feedback`;
	await composeFeedback("AWAITING_APPROVAL");
	const moveHead = (sha: string) =>
		withWorkspace(api.deps.db, acme.id, (tx) =>
			tx.updateTable("pull_request").set({ head_ref_oid: sha }).where("issue_id", "=", mirror.pullRequestId).execute(),
		);
	await moveHead("b".repeat(40));
	const stale = await owner.change("POST", `${path}/approve`);
	assert.equal(stale.status, 409);
	assert.partialDeepStrictEqual(await stale.json(), { code: "approval_stale" });
	await moveHead("a".repeat(40));
	for (let again = 0; again < 2; again++) assert.equal((await owner.change("POST", `${path}/discard`)).status, 200);
	assert.equal((await owner.change("POST", `${path}/approve`)).status, 409);
});
