import type { TenantTransaction } from "@hephaestus/db/operations/database.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import type { MirroredPullRequest, ReviewScene } from "./review-scene.ts";

export interface Said {
	/** Login of a person of the scene's forge. */
	author: string;
	body: string;
}

/** Writes comments below a pull request into the mirror. */
export async function mirrorConversation(scene: ReviewScene, { issueId }: MirroredPullRequest, said: readonly Said[]) {
	await withWorkspace(scene.deps.db, scene.workspaceId, async (tx) => {
		for (const { author, body } of said)
			await tx
				.insertInto("issue_comment")
				.values({
					...(await row(scene, tx)),
					issue_id: issueId,
					author_id: await person(scene, tx, author),
					body,
					html_url: "",
				})
				.execute();
	});
}

/** Writes a thread on line 4 of the flawed file into the mirror, its first comment first. */
export async function mirrorThread(scene: ReviewScene, { issueId }: MirroredPullRequest, said: readonly Said[]) {
	const place = { issue_id: issueId, path: "src/upload.ts", line: 4 };
	await withWorkspace(scene.deps.db, scene.workspaceId, async (tx) => {
		const thread = await tx
			.insertInto("pull_request_review_thread")
			.values({ ...(await row(scene, tx)), ...place })
			.returning("id")
			.executeTakeFirstOrThrow();
		for (const [index, { author, body }] of said.entries())
			await tx
				.insertInto("pull_request_review_comment")
				.values({
					...(await row(scene, tx)),
					...place,
					thread_id: thread.id,
					author_id: await person(scene, tx, author),
					body,
					html_url: "",
					created_at: new Date(Date.UTC(2026, 0, 1, 0, index)),
				})
				.execute();
	});
}

let lastNativeId = 9_000_000;

async function row({ workspaceId }: ReviewScene, tx: TenantTransaction) {
	const provider = await tx.selectFrom("git_provider").select("id").executeTakeFirstOrThrow();
	return { workspace_id: workspaceId, git_provider_id: provider.id, native_id: ++lastNativeId };
}

async function person(scene: ReviewScene, tx: TenantTransaction, login: string): Promise<number> {
	const known = await tx.selectFrom("scm_user").select("id").where("login", "=", login).executeTakeFirst();
	if (known !== undefined) return known.id;
	const account = scene.forge.world.findUser(login);
	if (account === undefined) throw new Error(`Nobody at the simulated GitHub is called ${login}.`);
	const created = await tx
		.insertInto("scm_user")
		.values({ ...(await row(scene, tx)), native_id: account.id, login })
		.returning("id")
		.executeTakeFirstOrThrow();
	return created.id;
}
