import { randomUUID } from "node:crypto";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { createWorkspace } from "@hephaestus/db/workspaces/create-workspace.ts";
import type { ApiDependencies } from "../dependencies.ts";

export interface TestWorkspace {
	id: number;
	slug: string;
}

export interface TestMirror {
	repositoryId: number;
	authorId: number;
	issueId: number;
	pullRequestId: number;
	reviewId: string;
}

/** A workspace of `ownerAccountId` on the tests' forge, without asking a forge. */
export async function createTestWorkspace(
	{ db, sealer, configuration }: ApiDependencies,
	slug: string,
	ownerAccountId: number,
): Promise<TestWorkspace> {
	const id = await createWorkspace(
		db,
		sealer,
		{
			slug,
			displayName: slug,
			accountLogin: slug,
			accountType: "ORG",
			ownerAccountId,
			serverUrl: configuration.GITHUB_SERVER_URL,
			credential: { type: "GITHUB_PAT", token: "a token" },
		},
		async () => undefined,
	);
	return { id, slug };
}

/** One repository with an issue and a reviewed pull request, written by the person with this numeric id on the forge. */
export async function mirrorOnePullRequest(
	{ db }: ApiDependencies,
	workspace: TestWorkspace,
	authorNativeId: number,
): Promise<TestMirror> {
	return await withWorkspace(db, workspace.id, async (tx) => {
		const { git_provider_id } = await tx
			.selectFrom("workspace")
			.select("git_provider_id")
			.where("id", "=", workspace.id)
			.executeTakeFirstOrThrow();
		const mirrored = (nativeId: number) => ({ workspace_id: workspace.id, git_provider_id, native_id: nativeId });
		const author = await tx
			.insertInto("scm_user")
			.values({ ...mirrored(authorNativeId), login: "ada" })
			.returning("id")
			.executeTakeFirstOrThrow();
		const repository = await tx
			.insertInto("repository")
			.values({
				...mirrored(1),
				name: "rocket",
				name_with_owner: `${workspace.slug}/rocket`,
				html_url: "http://forge.test/r",
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		const item = { repository_id: repository.id, author_id: author.id, state: "OPEN", html_url: "http://forge.test/i" };
		const issue = await tx
			.insertInto("issue")
			.values({ ...mirrored(11), ...item, issue_type: "ISSUE", number: 1, title: "The fuel gauge sticks" })
			.returning("id")
			.executeTakeFirstOrThrow();
		const pullRequest = await tx
			.insertInto("issue")
			.values({ ...mirrored(12), ...item, issue_type: "PULL_REQUEST", number: 12, title: "Unstick the 100% gauge" })
			.returning("id")
			.executeTakeFirstOrThrow();
		await tx
			.insertInto("pull_request")
			.values({
				issue_id: pullRequest.id,
				workspace_id: workspace.id,
				head_ref_name: "gauge",
				head_ref_oid: "a".repeat(40),
				base_ref_name: "main",
			})
			.execute();
		const reviewId = randomUUID();
		await tx
			.insertInto("review")
			.values({
				id: reviewId,
				workspace_id: workspace.id,
				repository_id: repository.id,
				issue_id: pullRequest.id,
				workflow_id: `review/workspace-${workspace.id}/${workspace.slug}/rocket#12`,
				trigger: "PullRequestCreated",
				head_sha: "a".repeat(40),
				status: "COMPLETED",
				stage: "DONE",
			})
			.execute();
		return {
			repositoryId: repository.id,
			authorId: author.id,
			issueId: issue.id,
			pullRequestId: pullRequest.id,
			reviewId,
		};
	});
}
