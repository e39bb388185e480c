import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { acknowledgeCommand, answerRefusedCommand } from "./answer-command.ts";
import { createReviewScene, type MirroredPullRequest, type ReviewScene } from "./testing/review-scene.ts";

let scene: ReviewScene;
let nativeId = 990_000;
before(async () => {
	scene = await createReviewScene();
});
after(() => scene.stop());

/** A command by somebody new who stands to the repository like this; returns how to name it to the activities. */
async function commandBy(association: string, { issueId, number }: MirroredPullRequest) {
	const { deps, workspaceId, repository } = scene;
	const { feedback } = await deps.openForge(workspaceId);
	const commentId = await withWorkspace(deps.db, workspaceId, async (tx) => {
		const issue = await tx.selectFrom("issue").selectAll().where("id", "=", issueId).executeTakeFirstOrThrow();
		const subject = { nodeId: issue.node_id ?? "", nameWithOwner: repository.nameWithOwner, number };
		const { id: node_id, body, url } = await feedback.postComment(subject, "/hephaestus review");
		const row = { workspace_id: workspaceId, git_provider_id: issue.git_provider_id, native_id: ++nativeId };
		const author = await tx
			.insertInto("scm_user")
			.values({ ...row, login: `person-${nativeId}` })
			.returning("id")
			.executeTakeFirstOrThrow();
		const comment = { issue_id: issueId, author_id: author.id, author_association: association };
		const { id } = await tx
			.insertInto("issue_comment")
			.values({ ...row, ...comment, node_id, body, html_url: url })
			.returning("id")
			.executeTakeFirstOrThrow();
		return id;
	});
	return { workspaceId, commentId };
}

function answersOn({ number }: MirroredPullRequest): string[] {
	const { world } = scene.forge;
	const row = world.pullRequestsOf(scene.repository.nativeId).find((candidate) => candidate.number === number);
	assert.ok(row);
	return world
		.commentsOn(row)
		.map(({ body }) => body)
		.filter((body) => body.includes("command-answer"));
}

test("a refused command is answered once for each reason, whoever repeats it", async () => {
	const pullRequest = await scene.openPullRequest("answers");
	const commands = [await commandBy("MEMBER", pullRequest), await commandBy("COLLABORATOR", pullRequest)];
	for (const reason of ["it is a draft", "it is a draft", "it is closed"])
		for (const command of commands) await answerRefusedCommand(scene.deps, { ...command, reason });
	assert.equal(answersOn(pullRequest).length, 2);
});

test("strangers get neither an answer nor a reaction", async () => {
	const pullRequest = await scene.openPullRequest("strangers");
	const command = await commandBy("NONE", pullRequest);
	await acknowledgeCommand(scene.deps, command);
	await answerRefusedCommand(scene.deps, { ...command, reason: "it is a draft" });
	assert.deepEqual(answersOn(pullRequest), []);
	assert.equal(scene.forge.world.reactions.values().length, 0);
});
