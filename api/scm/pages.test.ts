import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
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
	api = await createTestApi({ TEMPORAL_UI_URL: "http://temporal.test" });
	ada = await api.signedIn({ subject: "1", username: "ada" });
	acme = await createTestWorkspace(api.deps, "acme", ada.accountId);
	mirror = await mirrorOnePullRequest(api.deps, acme, 1);
	await furnishConversation();
});
after(() => api.stop());

async function read(path: string): Promise<unknown> {
	const response = await ada.get(`/api/workspaces/acme${path}`);
	assert.equal(response.status, 200, `${path} answered ${response.status}`);
	return await response.json();
}

async function furnishConversation(): Promise<void> {
	await withWorkspace(api.deps.db, acme.id, async (tx) => {
		const provider = await tx.selectFrom("scm_user").select("git_provider_id").executeTakeFirstOrThrow();
		const said = (nativeId: number, at: string) => ({
			workspace_id: acme.id,
			git_provider_id: provider.git_provider_id,
			native_id: nativeId,
			issue_id: mirror.pullRequestId,
			author_id: mirror.authorId,
			html_url: `http://forge.test/c/${nativeId}`,
			created_at: at,
		});
		await tx
			.insertInto("issue_comment")
			.values({ ...said(21, "2026-01-01T10:00:00Z"), body: "Ready" })
			.execute();
		const review = await tx
			.insertInto("pull_request_review")
			.values({
				...said(22, "2026-01-01T11:00:00Z"),
				state: "CHANGES_REQUESTED",
				body: "Nearly",
				submitted_at: "2026-01-01T11:00:00Z",
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		const { html_url: _, author_id: __, ...thread } = said(23, "2026-01-01T10:30:00Z");
		const { id: thread_id } = await tx
			.insertInto("pull_request_review_thread")
			.values({ ...thread, path: "gauge.c", line: 3, state: "RESOLVED" })
			.returning("id")
			.executeTakeFirstOrThrow();
		await tx
			.insertInto("pull_request_review_comment")
			.values({
				...said(24, "2026-01-01T10:30:00Z"),
				review_id: review.id,
				thread_id,
				body: "Off by one",
				path: "gauge.c",
				original_line: 3,
			})
			.execute();
		await tx
			.insertInto("admission_decision")
			.values({
				workspace_id: acme.id,
				issue_id: mirror.pullRequestId,
				trigger: "MANUAL",
				request_id: "asked-once",
				asked_in_run: "a-run",
				outcome: "REFUSE",
				reason: "draft",
			})
			.execute();
		await tx
			.insertInto("issue_assignee")
			.values({ workspace_id: acme.id, issue_id: mirror.pullRequestId, user_id: mirror.authorId })
			.execute();
	});
}

test("pull requests are found by title, number, author, state and repository, wildcards taken literally", async () => {
	const found = (query: string) => read(`/pull-requests?${query}`);
	for (const query of [
		"",
		"q=unstick",
		"q=12",
		"q=%2312",
		"q=100%25",
		"author=ADA",
		"state=OPEN",
		`repositoryId=${mirror.repositoryId}`,
	])
		assert.partialDeepStrictEqual(await found(query), { totalElements: 1, content: [{ number: 12 }] }, query);
	for (const query of ["q=99", "q=0%25g_uge", "author=eve", "state=MERGED", "repositoryId=999999"])
		assert.partialDeepStrictEqual(await found(query), { totalElements: 0 }, query);
	assert.partialDeepStrictEqual(await found("page=1"), { totalElements: 1, page: 1, content: [] });
});

test("a query that cannot be is refused by field", async () => {
	const response = await ada.get("/api/workspaces/acme/pull-requests?size=1000&state=LOST");
	assert.equal(response.status, 400);
	const problem = await response.json();
	assert.partialDeepStrictEqual(problem, { code: "validation_failed", title: "Validation failed" });
	assert.deepEqual(Object.keys(Object(Object(problem).errors)).sort(), ["size", "state"]);
});

test("a pull request shows its people, its conversation in order, its reviews and why they ran or did not", async () => {
	assert.partialDeepStrictEqual(await read(`/pull-requests/${mirror.pullRequestId}`), {
		number: 12,
		author: { login: "ada" },
		assignees: [{ login: "ada" }],
		requestedReviewers: [],
		repository: { nameWithOwner: "acme/rocket" },
		conversation: [
			{ kind: "COMMENT", body: "Ready", createdAt: "2026-01-01T10:00:00.000Z" },
			{ kind: "INLINE", body: "Off by one", line: 3, threadResolved: true },
			{ kind: "REVIEW", body: "Nearly", reviewState: "CHANGES_REQUESTED" },
		],
		latestReview: { id: mirror.reviewId, status: "COMPLETED", problems: 0 },
		reviews: [{ id: mirror.reviewId, trigger: "PullRequestCreated" }],
		decisions: [{ outcome: "REFUSE", reason: "draft", reviewId: null }],
	});
});

test("an issue is no pull request", async () => {
	assert.equal((await ada.get(`/api/workspaces/acme/pull-requests/${mirror.issueId}`)).status, 404);
	assert.partialDeepStrictEqual(await read("/issues"), { totalElements: 1, content: [{ number: 1 }] });
});

test("repositories and people are counted, searched and shown without addresses", async () => {
	assert.partialDeepStrictEqual(await read("/repositories?q=ROCK"), {
		content: [{ nameWithOwner: "acme/rocket", pullRequests: 1, issues: 1 }],
	});
	const people = JSON.stringify(await read("/people?q=ad"));
	assert.match(people, /"login":"ada"/);
	assert.doesNotMatch(people, /email/);
});

test("the sync status names its workflow and counts the mirror, before any run", async () => {
	assert.partialDeepStrictEqual(await read("/sync"), {
		run: null,
		budget: null,
		counts: { repositories: 1, people: 1, issues: 1, pullRequests: 1, reviews: 1, comments: 2 },
		temporalUrl: `http://temporal.test/namespaces/default/workflows/${encodeURIComponent(`sync/workspace-${acme.id}`)}`,
	});
});

test("a workspace shows its connection, its counts and the caller's role, never a credential", async () => {
	const workspace = await read("");
	assert.partialDeepStrictEqual(workspace, {
		role: "OWNER",
		connectionState: "ACTIVE",
		connectionType: "GITHUB_PAT",
		counts: { repositories: 1, people: 1, pullRequests: 1, issues: 1, reviews: 1 },
	});
	assert.doesNotMatch(JSON.stringify(workspace), /token/);
});

test("a NUL character is the asker's mistake", async () => {
	for (const path of ["repositories?q=%00", "people?q=a%00", "issues?author=%00", "pull-requests?q=%00"])
		assert.equal((await ada.get(`/api/workspaces/acme/${path}`)).status, 400, path);
	assert.equal((await ada.get("/api/oauth2/authorization/%00")).status, 400);
	assert.equal((await ada.get("/api/auth/login?provider=%00")).status, 400);
});
