import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { describeApi } from "../operations/openapi.ts";
import type { Browser } from "../testing/browser.ts";
import {
	createTestWorkspace,
	mirrorOnePullRequest,
	type TestMirror,
	type TestWorkspace,
} from "../testing/forge-data.ts";
import { createTestApi, type TestApi } from "../testing/test-api.ts";

let api: TestApi;
let owner: Browser & { accountId: number };
let stranger: Browser & { accountId: number };
let ours: TestWorkspace;
let theirs: TestWorkspace;
let ourMirror: TestMirror;

before(async () => {
	api = await createTestApi();
	owner = await api.signedIn({ subject: "1", username: "ada" });
	stranger = await api.signedIn({ subject: "2", username: "eve", isAdmin: true });
	ours = await createTestWorkspace(api.deps, "ours", owner.accountId);
	theirs = await createTestWorkspace(api.deps, "theirs", stranger.accountId);
	ourMirror = await mirrorOnePullRequest(api.deps, ours, 1);
});
after(() => api.stop());

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** Every operation on a workspace's own things, with the ids filled in. */
function scopedOperations(slug: string): { method: Method; path: string }[] {
	return Object.entries(describeApi().paths ?? {})
		.filter(([path]) => path.includes("{workspaceSlug}"))
		.flatMap(([path, item]) =>
			METHODS.filter((method) => method.toLowerCase() in item).map((method) => ({
				method,
				path: path
					.replace("{workspaceSlug}", slug)
					.replace("{id}", String(ourMirror.pullRequestId))
					.replace("{reviewId}", ourMirror.reviewId),
			})),
		);
}

async function ask(browser: Browser, { method, path }: { method: Method; path: string }): Promise<Response> {
	return method === "GET" ? await browser.get(path) : await browser.change(method, path);
}

test("every route of a workspace asks nobody-in-particular to sign in", async () => {
	for (const operation of scopedOperations("ours")) {
		const response = await ask(api.browser(), operation);
		assert.equal(response.status, 401, `${operation.method} ${operation.path}`);
	}
});

test("every route of a workspace is unknown to strangers, instance administrators too", async () => {
	for (const operation of scopedOperations("ours")) {
		const response = await ask(stranger, operation);
		assert.equal(response.status, 404, `${operation.method} ${operation.path}`);
		assert.partialDeepStrictEqual(await response.json(), { code: "not_found" });
	}
});

test("another workspace's ids are unknown under one's own slug", async () => {
	const withIds = scopedOperations("theirs").filter(({ path }) => /\d/.test(path));
	assert.ok(withIds.length >= 5);
	for (const operation of withIds) {
		const response = await ask(stranger, operation);
		assert.equal(response.status, 404, `${operation.method} ${operation.path}`);
	}
});

test("lists of one workspace hold nothing of another", async () => {
	for (const list of ["repositories", "people", "issues", "pull-requests", "reviews"]) {
		const [mine, foreign] = [
			await (await owner.get(`/api/workspaces/ours/${list}`)).json(),
			await (await stranger.get(`/api/workspaces/theirs/${list}`)).json(),
		];
		assert.partialDeepStrictEqual(mine, { totalElements: 1 });
		assert.partialDeepStrictEqual(foreign, { totalElements: 0, content: [] });
	}
});

test("an unknown slug and one that cannot be a slug are told apart", async () => {
	assert.equal((await owner.get("/api/workspaces/nowhere")).status, 404);
	const response = await owner.get("/api/workspaces/Not%20a%20slug");
	assert.equal(response.status, 400);
	assert.partialDeepStrictEqual(await response.json(), { title: "Validation failed" });
});

test("an instance administrator acts as administrator where they are a member, and nowhere else", async () => {
	const admin = await api.signedIn({ subject: "3", username: "root", isAdmin: true });
	const plain = await api.signedIn({ subject: "4", username: "bob" });
	const members = [admin, plain].map(({ accountId }) => ({
		workspace_id: ours.id,
		account_id: accountId,
		role: "MEMBER",
	}));
	await withWorkspace(api.deps.db, ours.id, (tx) => tx.insertInto("workspace_membership").values(members).execute());
	const asPlain = await plain.change("POST", "/api/workspaces/ours/sync");
	assert.equal(asPlain.status, 403);
	assert.partialDeepStrictEqual(await asPlain.json(), { code: "role_required" });
	// Past the guard, the workflow engine that is away here answers.
	const asAdmin = await admin.change("POST", "/api/workspaces/ours/sync");
	assert.equal(asAdmin.status, 503);
	assert.partialDeepStrictEqual(await asAdmin.json(), { code: "temporal_unavailable" });
	assert.partialDeepStrictEqual(await (await admin.get("/api/workspaces/ours")).json(), { role: "ADMIN" });
});

test("a suspended workspace is unknown", async () => {
	const suspended = await createTestWorkspace(api.deps, "asleep", owner.accountId);
	await api.deps.db.updateTable("workspace").set({ status: "SUSPENDED" }).where("id", "=", suspended.id).execute();
	assert.equal((await owner.get("/api/workspaces/asleep")).status, 404);
	const listed = await (await owner.get("/api/workspaces")).text();
	assert.doesNotMatch(listed, /asleep/);
	assert.match(listed, /ours/);
	assert.doesNotMatch(listed, new RegExp(theirs.slug));
});
