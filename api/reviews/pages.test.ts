import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { seedPracticeCatalogue } from "@hephaestus/db/reviews/seed-practice-catalogue.ts";
import type { Browser } from "../testing/browser.ts";
import {
	createTestWorkspace,
	mirrorOnePullRequest,
	type TestMirror,
	type TestWorkspace,
} from "../testing/forge-data.ts";
import { createTestApi, type TestApi } from "../testing/test-api.ts";

let api: TestApi;
let ada: Browser & { accountId: number };
let acme: TestWorkspace;
let mirror: TestMirror;

before(async () => {
	api = await createTestApi();
	ada = await api.signedIn({ subject: "1", username: "ada" });
	acme = await createTestWorkspace(api.deps, "acme", ada.accountId);
	mirror = await mirrorOnePullRequest(api.deps, acme, 1);
	await furnishReview();
});
after(() => api.stop());

async function furnishReview(): Promise<void> {
	await withWorkspace(api.deps.db, acme.id, async (tx) => {
		await seedPracticeCatalogue(tx, { workspaceId: acme.id });
		const practice = await tx.selectFrom("practice").select("id").orderBy("id").executeTakeFirstOrThrow();
		const ours = { workspace_id: acme.id, review_id: mirror.reviewId };
		const observed = (key: string) => ({
			...ours,
			occurrence_key: key,
			recurrence_key: key,
			practice_id: practice.id,
			issue_id: mirror.pullRequestId,
			confidence: 0.9,
			reasoning: "It was read",
			guidance: "Mend it",
		});
		await tx
			.insertInto("observation")
			.values([
				{ ...observed("aside"), title: "Does not apply", presence: "NOT_APPLICABLE" },
				{ ...observed("good"), title: "Small commits", presence: "PRESENT", assessment: "GOOD" },
				{ ...observed("minor"), title: "A typo", presence: "PRESENT", assessment: "BAD", severity: "MINOR" },
				{
					...observed("major"),
					title: "No test",
					presence: "ABSENT",
					assessment: "BAD",
					severity: "MAJOR",
					evidence: JSON.stringify({ locations: [{ path: "gauge.c", startLine: 3 }], snippets: ["x = 1"] }),
				},
			])
			.execute();
		await tx
			.insertInto("review_stage")
			.values([
				{ ...ours, stage: "REVIEWING", started_at: "2026-01-01T10:00:05Z", detail: "turn 2 of 9" },
				{ ...ours, stage: "QUEUED", started_at: "2026-01-01T10:00:00Z", finished_at: "2026-01-01T10:00:05Z" },
			])
			.execute();
		const feedback = await tx
			.insertInto("feedback")
			.values({ ...ours, issue_id: mirror.pullRequestId, delivery_state: "DELIVERED", body: "Two things" })
			.returning("id")
			.executeTakeFirstOrThrow();
		await tx
			.insertInto("feedback_placement")
			.values({
				workspace_id: acme.id,
				feedback_id: feedback.id,
				placement: "INLINE",
				path: "gauge.c",
				start_line: 3,
				disposition: "POSTED",
				html_url: "http://forge.test/c/1",
				body: "No test",
			})
			.execute();
	});
}

test("a review shows its stages in order, the worst observation first, and what was posted where", async () => {
	const response = await ada.get(`/api/workspaces/acme/reviews/${mirror.reviewId}`);
	assert.equal(response.status, 200, await response.clone().text());
	assert.partialDeepStrictEqual(await response.json(), {
		status: "COMPLETED",
		problems: 2,
		strengths: 1,
		pullRequest: { number: 12, repository: "acme/rocket", author: { login: "ada" } },
		stages: [
			{ stage: "QUEUED", startedAt: "2026-01-01T10:00:00.000Z", finishedAt: "2026-01-01T10:00:05.000Z" },
			{ stage: "REVIEWING", finishedAt: null, detail: "turn 2 of 9" },
		],
		observations: [
			{ title: "No test", locations: [{ path: "gauge.c", startLine: 3, endLine: null }], snippets: ["x = 1"] },
			{ title: "A typo", locations: [], snippets: [] },
			{ title: "Small commits" },
			{ title: "Does not apply" },
		],
		feedback: { state: "DELIVERED", placements: [{ placement: "INLINE", startLine: 3, disposition: "POSTED" }] },
		usage: { calls: 0, inputTokens: 0, outputTokens: 0 },
		error: null,
		mayRerun: true,
		temporalUrl: null,
	});
});

test("a list of reviews has the newest first and narrows by status", async () => {
	const read = async (query: string) => (await ada.get(`/api/workspaces/acme/reviews${query}`)).json();
	assert.partialDeepStrictEqual(await read(""), { totalElements: 1, content: [{ id: mirror.reviewId, problems: 2 }] });
	assert.partialDeepStrictEqual(await read("?status=FAILED"), { totalElements: 0 });
});

test("an id that is no id is refused, an unknown one is not found", async () => {
	assert.equal((await ada.get("/api/workspaces/acme/reviews/not-an-id")).status, 400);
	assert.equal((await ada.get(`/api/workspaces/acme/reviews/${crypto.randomUUID()}`)).status, 404);
});
