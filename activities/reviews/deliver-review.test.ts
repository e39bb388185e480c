import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findReview } from "@hephaestus/db/reviews/find-review.ts";
import { listObserved } from "@hephaestus/db/reviews/list-observed.ts";
import type { Finding } from "@hephaestus/domain/reviews/findings.ts";
import { exampleFinding } from "@hephaestus/domain/reviews/testing/examples.ts";
import { bundleDirectory, checkoutDirectory } from "./context/write-bundle.ts";
import { deliverReview } from "./deliver-review.ts";
import type { ForgeFeedback, OpenForge } from "./forge-access.ts";
import { composeExample } from "./testing/compose-example.ts";
import { mirrorConversation, mirrorThread } from "./testing/mirror-conversation.ts";
import { createReviewScene, FLAWED_FILE, type MirroredPullRequest, type ReviewScene } from "./testing/review-scene.ts";

let scene: ReviewScene;
before(async () => {
	scene = await createReviewScene();
});
after(() => scene.stop());

/** Made up, in the shape of a GitHub token; in two parts, so that no scanner takes this file for a leak. */
const SECRET = ["ghp", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("_");

const swallowed = exampleFinding({
	evidence: { locations: [{ path: "src/upload.ts", startLine: 4 }], snippets: ["} catch {}"] },
});
const undescribed = exampleFinding({
	practiceSlug: "describe-what-and-why",
	title: "The reason is short",
	severity: "MINOR",
	evidence: { locations: [], snippets: ["People want to attach menus."] },
	reasoning: "The body names a wish and no need.",
});

const composed = (pullRequest: MirroredPullRequest, requestId: string, findings: Finding[]) =>
	composeExample(scene, pullRequest, { requestId, findings, sends: true });

/** What stands on the pull request at the forge: conversation comments, inline comments, reviews. */
function onForge({ number }: MirroredPullRequest) {
	const { world } = scene.forge;
	const row = world.pullRequestsOf(scene.repository.nativeId).find((candidate) => candidate.number === number);
	assert.ok(row);
	return {
		comments: world.commentsOn(row).map(({ body }) => body),
		inline: world.reviewCommentsOf(row.id).map(({ body }) => body),
		reviews: world.reviewsOf(row.id).length,
	};
}

async function placementsOf(reviewId: string) {
	return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx
			.selectFrom("feedback_placement")
			.innerJoin("feedback", "feedback.id", "feedback_placement.feedback_id")
			.selectAll("feedback_placement")
			.where("feedback.review_id", "=", reviewId)
			.orderBy("feedback_placement.id")
			.execute(),
	);
}

test("a report may hold any characters, also those that the database does not know", async () => {
	const pullRequest = await scene.openPullRequest("odd-characters");
	const reasoning = "A path of C:\\u0000, a NUL \0 and half an emoji \ud83d";
	const { reviewId } = await composed(pullRequest, "odd", [{ ...swallowed, reasoning }]);
	const [observed] = await withWorkspace(scene.deps.db, scene.workspaceId, (tx) => listObserved(tx, { reviewId }));
	assert.equal(observed?.finding.reasoning, "A path of C:\\u0000, a NUL  and half an emoji \ufffd");
});

test("the agent's bundle holds the change, its numbered diff and a checkout of the head", async () => {
	const pullRequest = await scene.openPullRequest("bundle");
	const { reviewId } = await composed(pullRequest, "bundle", [swallowed]);
	const bundle = bundleDirectory(scene.configuration.GIT_STORAGE_PATH, reviewId);
	const read = (path: string) => readFile(`${bundle}/${path}`, "utf8");
	assert.equal(await readFile(`${checkoutDirectory(bundle)}/src/upload.ts`, "utf8"), FLAWED_FILE);
	assert.match(await read("inputs/context/diff.patch"), /\[L4\] \+\t\} catch \{\}/);
	assert.equal(JSON.parse(await read("inputs/context/metadata.json")).commit_sha, pullRequest.headSha);
	assert.equal(JSON.parse(await read("task.json")).jobId, reviewId);
	assert.ok(JSON.parse(await read("inputs/practices/index.json")).length >= 12);
});

test("our own comments are no evidence, and nobody hides a comment by writing our marks", async () => {
	const pullRequest = await scene.openPullRequest("marks");
	await mirrorConversation(scene, pullRequest, [
		{ author: "ada", body: "<!-- hephaestus:practice-review:r0 -->\nThe summary" },
		{ author: "ada", body: "What a person says" },
		{ author: "elif", body: "<!-- hephaestus: -->\nNothing to see" },
	]);
	await mirrorThread(scene, pullRequest, [
		{ author: "jonas", body: "This swallows the error" },
		{ author: "elif", body: "<!-- hephaestus: -->\nNo" },
	]);
	await mirrorThread(scene, pullRequest, [
		{ author: "ada", body: "A note <!-- hephaestus-diff-note-ck=a1 -->" },
		{ author: "elif", body: "Thanks" },
	]);
	const { reviewId } = await composed(pullRequest, "marks", [swallowed]);
	const context = `${bundleDirectory(scene.configuration.GIT_STORAGE_PATH, reviewId)}/inputs/context`;
	const read = async (name: string) => JSON.parse(await readFile(`${context}/${name}`, "utf8"));
	const bodiesOf = (rows: { body: string }[]) => rows.map(({ body }) => body.trim()).sort();
	assert.deepEqual(bodiesOf(await read("general_comments.json")), ["Nothing to see", "What a person says"]);
	assert.deepEqual(bodiesOf(await read("comments.json")), ["No", "Thanks", "This swallows the error"]);
	const { threads } = await read("review_threads.json");
	assert.deepEqual(
		threads.map((thread: { comments: { body: string }[] }) => bodiesOf(thread.comments)),
		[["No", "This swallows the error"]],
	);
});

test("feedback lands as one summary and one note on its line, and delivering again changes nothing", async () => {
	const pullRequest = await scene.openPullRequest("twice");
	const ref = await composed(pullRequest, "twice", [swallowed, undescribed]);
	await deliverReview(scene.deps, ref);
	const first = onForge(pullRequest);
	assert.equal(first.comments.length, 1);
	assert.equal(first.inline.length, 1);
	assert.match(first.comments[0] ?? "", /The reason is short[\s\S]*1 point is on the lines concerned/);
	assert.match(first.inline[0] ?? "", /A failed upload disappears/);
	await deliverReview(scene.deps, ref);
	const again = onForge(pullRequest);
	assert.deepEqual({ ...again, comments: again.comments.length }, { ...first, comments: 1 });
	const placements = await placementsOf(ref.reviewId);
	assert.deepEqual(
		placements.map(({ placement, disposition, start_line }) => [placement, disposition, start_line]),
		[
			["SUMMARY", "EDITED", null],
			["INLINE", "POSTED", 4],
		],
	);
	for (const { html_url } of placements) assert.ok(html_url?.startsWith(scene.forge.url));
});

for (const step of ["postNotes", "postComment"] as const)
	test(`a worker that dies between ${step} and recording it leaves nothing twice`, async () => {
		const pullRequest = await scene.openPullRequest(`dies-after-${step}`);
		const ref = await composed(pullRequest, step, [swallowed, undescribed]);
		await assert.rejects(deliverReview({ ...scene.deps, openForge: dyingAfter(step) }, ref), /the worker died/);
		assert.deepEqual(await placementsOf(ref.reviewId), []);
		await deliverReview(scene.deps, ref);
		const { comments, inline, reviews } = onForge(pullRequest);
		assert.deepEqual([comments.length, inline.length, reviews], [1, 1, 1]);
		assert.equal((await placementsOf(ref.reviewId)).length, 2);
	});

test("a second review edits the summary, keeps the note that still holds and folds away the one that does not", async () => {
	const pullRequest = await scene.openPullRequest("second");
	const elsewhere = exampleFinding({
		practiceSlug: "removes-duplication-instead-of-copy-pasting",
		title: "Twice the same",
		severity: "MINOR",
		evidence: { locations: [{ path: "src/upload.ts", startLine: 1 }], snippets: ["export async function upload"] },
	});
	await deliverReview(scene.deps, await composed(pullRequest, "one", [swallowed, elsewhere]));
	const second = await composed(pullRequest, "two", [swallowed]);
	await deliverReview(scene.deps, second);
	const { comments, inline } = onForge(pullRequest);
	assert.equal(comments.length, 1);
	assert.equal(inline.length, 2);
	assert.deepEqual(
		(await placementsOf(second.reviewId)).map(({ disposition }) => disposition),
		["EDITED", "PRESERVED_EXISTING"],
	);
	const folded = scene.forge.world.reviewComments.values().filter(({ minimizedReason }) => minimizedReason !== null);
	assert.match(folded[0]?.body ?? "", /Twice the same/);
});

test("a note that the forge refuses is told in the summary instead", async () => {
	const pullRequest = await scene.openPullRequest("refused");
	const ref = await composed(pullRequest, "refused", [swallowed]);
	await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx
			.updateTable("review")
			.set({ head_sha: "0".repeat(40) })
			.where("id", "=", ref.reviewId)
			.execute(),
	);
	await deliverReview({ ...scene.deps, openForge: refusing() }, ref);
	assert.match(onForge(pullRequest).comments[0] ?? "", /A failed upload disappears[\s\S]*empty handler drops/);
	assert.deepEqual(
		(await placementsOf(ref.reviewId)).map(({ disposition }) => disposition),
		["POSTED", "FELL_BACK"],
	);
});

test("the forge's refusal of a line outside the diff is told from a failure", async () => {
	const pullRequest = await scene.openPullRequest("outside");
	const { feedback } = await scene.deps.openForge(scene.workspaceId);
	const nodeId = await nodeIdOf(pullRequest);
	const subject = { nodeId, nameWithOwner: scene.repository.nameWithOwner, number: pullRequest.number };
	const note = { path: "src/upload.ts", startLine: 400, endLine: 400, body: "Where?" };
	const review = { commitSha: pullRequest.headSha, body: "<!-- x -->", notes: [note] };
	assert.match((await feedback.postNotes(subject, review)).refused ?? "", /could not be resolved/);
	await assert.rejects(feedback.postNotes({ ...subject, nodeId: "PR_unknown" }, review), /resolve to a node/);
});

test("nothing is posted once the pull request is closed, and the review says why", async () => {
	const pullRequest = await scene.openPullRequest("closed");
	const ref = await composed(pullRequest, "closed", [swallowed]);
	const { deps, workspaceId } = scene;
	await withWorkspace(deps.db, workspaceId, (tx) =>
		tx.updateTable("issue").set({ state: "CLOSED" }).where("id", "=", pullRequest.issueId).execute(),
	);
	await deliverReview(deps, ref);
	assert.deepEqual(onForge(pullRequest), { comments: [], inline: [], reviews: 0 });
	const review = await withWorkspace(deps.db, workspaceId, (tx) =>
		tx.selectFrom("review").selectAll().where("id", "=", ref.reviewId).executeTakeFirstOrThrow(),
	);
	assert.deepEqual([review.delivery_status, review.delivery_reason], ["SUPPRESSED", "the pull request was closed"]);
});

test("a secret that the change adds is an observation of our own scanner, masked, and counts as a problem", async () => {
	const pullRequest = await scene.openPullRequest("secret", { "src/key.ts": `export const key = "${SECRET}";\n` });
	const ref = await composed(pullRequest, "secret", [undescribed]);
	const review = await withWorkspace(scene.deps.db, scene.workspaceId, (tx) => findReview(tx, ref.reviewId));
	assert.equal(review?.problems, 2);
	assert.partialDeepStrictEqual(review.observations[0], {
		practiceSlug: "hardcoded-secrets",
		areaName: "Secret scanner",
		locations: [{ path: "src/key.ts", startLine: 1 }],
	});
	assert.ok(!JSON.stringify(review).includes(SECRET));
	assert.match(review.feedback?.body ?? "", /found 1 issue to tighten and 1 suggestion/);
});

test("a report that concerns another change, or nothing, is refused as a whole", async () => {
	const pullRequest = await scene.openPullRequest("nonsense");
	const nonsense = exampleFinding({ evidence: { locations: [{ path: "other.ts", startLine: 1 }], snippets: [] } });
	await assert.rejects(composed(pullRequest, "nonsense", [nonsense]), /None of the 1 findings/);
	await assert.rejects(composed(pullRequest, "silence", []), /without reporting a finding/);
});

async function nodeIdOf({ issueId }: MirroredPullRequest): Promise<string> {
	const row = await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
		tx.selectFrom("issue").select("node_id").where("id", "=", issueId).executeTakeFirstOrThrow(),
	);
	return row.node_id ?? "";
}

/** The real forge, reached by a worker that dies right after one of its calls. */
function dyingAfter(step: "postNotes" | "postComment"): OpenForge {
	return wrapFeedback((feedback) => ({
		...feedback,
		async [step](...args: never[]) {
			await Reflect.apply(feedback[step], feedback, args);
			throw new Error("the worker died");
		},
	}));
}

/** A forge on which the head moved on since. */
function refusing(): OpenForge {
	return wrapFeedback((feedback) => ({
		...feedback,
		postNotes: async () => ({ refused: "The commit is not part of the pull request" }),
	}));
}

function wrapFeedback(wrap: (feedback: ForgeFeedback) => ForgeFeedback): OpenForge {
	return async (workspaceId) => {
		const forge = await scene.deps.openForge(workspaceId);
		return { ...forge, feedback: wrap(forge.feedback) };
	};
}
