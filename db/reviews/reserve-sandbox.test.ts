import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { createSealer } from "../operations/sealer.ts";
import { withWorkspace } from "../operations/with-workspace.ts";
import { createTestDatabase, type TestDatabase } from "../testing/postgres.ts";
import { createDefaultAgentConfig } from "./create-default-agent-config.ts";
import { createReview } from "./create-review.ts";
import { enterStage } from "./enter-stage.ts";
import { finishReview } from "./finish-review.ts";
import { reserveSandbox } from "./reserve-sandbox.ts";

let database: TestDatabase;
let workspaceId: number;
let place: { repositoryId: number; issueId: number; agentConfigId: number };

before(async () => {
	database = await createTestDatabase();
	const { db } = database;
	const provider = await db
		.insertInto("git_provider")
		.values({ type: "GITHUB", server_url: "https://forge.test" })
		.returning("id")
		.executeTakeFirstOrThrow();
	const workspace = await db
		.insertInto("workspace")
		.values({ slug: "acme", display_name: "Acme", account_login: "acme", git_provider_id: provider.id })
		.returning("id")
		.executeTakeFirstOrThrow();
	workspaceId = workspace.id;
	const row = { workspace_id: workspaceId, git_provider_id: provider.id, native_id: 1 };
	place = await withWorkspace(db, workspaceId, async (tx) => {
		const repository = await tx
			.insertInto("repository")
			.values({ ...row, name: "a", name_with_owner: "acme/a", html_url: "https://forge.test/acme/a" })
			.returning("id")
			.executeTakeFirstOrThrow();
		const issue = await tx
			.insertInto("issue")
			.values({
				...row,
				repository_id: repository.id,
				issue_type: "PULL_REQUEST",
				number: 1,
				title: "t",
				state: "OPEN",
				html_url: "https://forge.test/acme/a/pull/1",
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		const sealer = createSealer("0123456789abcdef0123456789abcdef");
		const config = { name: "Default", provider: "OPENAI", modelName: "m", apiKey: "k" } as const;
		await createDefaultAgentConfig(tx, { workspaceId, sealer, config });
		const agent = await tx.selectFrom("agent_config").select("id").executeTakeFirstOrThrow();
		return { repositoryId: repository.id, issueId: issue.id, agentConfigId: agent.id };
	});
});
after(() => database.stop());

async function waitingReview(): Promise<string> {
	const id = randomUUID();
	const review = { ...place, id, workspaceId, workflowId: "w", requestedByAccountId: null, headSha: "a".repeat(40) };
	await withWorkspace(database.db, workspaceId, (tx) => createReview(tx, { ...review, trigger: "MANUAL" }));
	await enterStage(database.db, { workspaceId, reviewId: id, stage: "WAITING_FOR_SANDBOX", detail: null });
	return id;
}

const reserve = (reviewId: string, host: string, capacity: number) =>
	reserveSandbox(database.db, { reviewId, host, capacity });

test("a host gives out as many places as it has, keeps a review's own, and gets them back when reviews end", async () => {
	const [first, second] = [await waitingReview(), await waitingReview()];
	assert.deepEqual(await reserve(first, "one", 1), { granted: true, timeoutSeconds: 600 });
	assert.deepEqual(await reserve(first, "one", 1), { granted: true, timeoutSeconds: 600 });
	assert.deepEqual(await reserve(second, "one", 1), {
		granted: false,
		reason: "The host one runs as many containers as it may (1)",
	});
	await enterStage(database.db, { workspaceId, reviewId: first, stage: "VALIDATING", detail: null });
	assert.equal((await reserve(second, "one", 1)).granted, true);
	await finishReview(database.db, { workspaceId, reviewId: second, status: "CANCELLED" });
});

test("a place counts from when it was given, however long its review had waited before, and not for ever", async () => {
	const [waitedLong, next] = [await waitingReview(), await waitingReview()];
	const set = (column: "started_at" | "sandbox_reserved_at") =>
		withWorkspace(database.db, workspaceId, (tx) =>
			tx
				.updateTable("review")
				.set({ [column]: sql`now() - interval '3 hours'` })
				.where("id", "=", waitedLong)
				.execute(),
		);
	await set("started_at");
	assert.equal((await reserve(waitedLong, "patient", 1)).granted, true);
	assert.equal((await reserve(next, "patient", 1)).granted, false);
	await set("sandbox_reserved_at");
	assert.equal((await reserve(next, "patient", 1)).granted, true);
	for (const reviewId of [waitedLong, next])
		await finishReview(database.db, { workspaceId, reviewId, status: "FAILED" });
});

test("an agent runs no more reviews at once than it may, however many hosts there are", async () => {
	const running = await Promise.all([waitingReview(), waitingReview(), waitingReview()]);
	for (const reviewId of running) assert.equal((await reserve(reviewId, reviewId, 1)).granted, true);
	const refused = await reserve(await waitingReview(), "free", 1);
	assert.deepEqual(refused, { granted: false, reason: "The agent already runs 3 reviews, as many as it may" });
});
