import type { Caller } from "../world/access.ts";
import type { PullRequest, Repository, User } from "../world/model.ts";
import { type NewPullRequest, openPullRequest, synchronize } from "../world/pull-requests.ts";
import { Refusal } from "../world/refusal.ts";
import { must, type World } from "../world/world.ts";
import type { FileDiff } from "./diff.ts";
import { feedGit, type GitStore } from "./git-store.ts";

/** World and git together: what pull requests and pushes mean for each other. */
export interface Forge {
	world: World;
	store: GitStore;
}

/** A pull request's diff; synthetic ones have none. */
export function diffOf(forge: Forge, pullRequest: PullRequest): Promise<FileDiff[]> {
	const repository = forge.world.repositories.get(pullRequest.repositoryId);
	if (!repository.hasGit) return Promise.resolve([]);
	return forge.store.diff(repository.id, pullRequest.baseSha, pullRequest.headSha);
}

/** Opens a pull request between two branches. @throws Refusal for unknown or equal branches, or one already open */
export async function openFromBranches(
	forge: Forge,
	input: Omit<NewPullRequest, "baseSha" | "headSha" | "size">,
): Promise<PullRequest> {
	const { repository } = input;
	const invalid = (field: string) => [{ resource: "PullRequest", field, code: "invalid" }];
	const baseSha = await forge.store.resolve(repository.id, `refs/heads/${input.baseRef}`);
	if (!baseSha) throw new Refusal("UNPROCESSABLE", "Validation Failed", invalid("base"));
	const headSha = await forge.store.resolve(repository.id, `refs/heads/${input.headRef}`);
	if (!headSha) throw new Refusal("UNPROCESSABLE", "Validation Failed", invalid("head"));
	const open = forge.world
		.pullRequestsOf(repository.id)
		.some((row) => row.state === "open" && row.headRef === input.headRef && row.baseRef === input.baseRef);
	if (open) {
		const message = `A pull request already exists for ${forge.world.fullName(repository).split("/")[0]}:${input.headRef}.`;
		throw new Refusal("UNPROCESSABLE", "Validation Failed", [{ resource: "PullRequest", code: "custom", message }]);
	}
	const size = await sizeOf(forge, repository, baseSha, headSha);
	if (size.commits === 0) {
		const message = `No commits between ${input.baseRef} and ${input.headRef}`;
		throw new Refusal("UNPROCESSABLE", "Validation Failed", [{ resource: "PullRequest", code: "custom", message }]);
	}
	const pullRequest = openPullRequest(forge.world, { ...input, baseSha, headSha, size });
	await exposeHead(forge, pullRequest);
	return pullRequest;
}

/** Lines, files and commits of a change. */
export async function sizeOf(forge: Forge, repository: Repository, baseSha: string, headSha: string) {
	const diff = await forge.store.diff(repository.id, baseSha, headSha);
	const count = await forge.store.git(repository.id, "rev-list", "--count", `${baseSha}..${headSha}`);
	return { ...linesOf(diff), commits: Number(count) };
}

/** Lines and files of a diff. */
export function linesOf(diff: FileDiff[]) {
	return {
		additions: diff.reduce((sum, file) => sum + file.additions, 0),
		deletions: diff.reduce((sum, file) => sum + file.deletions, 0),
		changedFiles: diff.length,
	};
}

/** Publishes `refs/pull/N/head`, which reviewers fetch. */
export async function exposeHead(forge: Forge, pullRequest: PullRequest): Promise<void> {
	const ref = `refs/pull/${pullRequest.number}/head`;
	await forge.store.git(pullRequest.repositoryId, "update-ref", ref, pullRequest.headSha);
}

/** Publishes the heads of all pull requests of a repository. */
export async function exposeHeads({ world, store }: Forge, repository: Repository): Promise<void> {
	const lines = world
		.pullRequestsOf(repository.id)
		.map((row) => `update refs/pull/${row.number}/head ${row.headSha}\n`);
	await feedGit(["-C", store.folder(repository.id), "update-ref", "--stdin"], lines.join(""));
}

/** Tells the world about a push: heads of open pull requests move, threads outdate, events go out. */
export async function receivePush(
	forge: Forge,
	repository: Repository,
	caller: Caller,
	before: Map<string, string>,
	after: Map<string, string>,
): Promise<void> {
	const sender = must(caller.user ?? undefined, "a push needs a person");
	const none = "0".repeat(40);
	for (const ref of new Set([...before.keys(), ...after.keys()])) {
		const [from = none, to = none] = [before.get(ref), after.get(ref)];
		if (from !== to) await announcePush(forge, repository, sender, ref, from, to);
	}
}

async function announcePush(
	forge: Forge,
	repository: Repository,
	sender: User,
	ref: string,
	from: string,
	to: string,
): Promise<void> {
	const push = await forge.store.describePush(repository.id, ref, from, to);
	const at = forge.world.clock.stamp();
	Object.assign(repository, { pushedAt: at, updatedAt: at });
	forge.world.emit({ name: "push", repository, sender, push });
	if (/^0+$/.test(to)) return;
	const branch = ref.replace("refs/heads/", "");
	const affected = forge.world
		.pullRequestsOf(repository.id)
		.filter((row) => row.state === "open" && row.headRef === branch);
	for (const pullRequest of affected) {
		const size = await sizeOf(forge, repository, pullRequest.baseSha, to);
		synchronize(forge.world, pullRequest, sender, to, size);
		await exposeHead(forge, pullRequest);
		await outdateThreads(forge, pullRequest);
	}
}

/** A thread whose excerpt is no longer in the diff is outdated and loses its line. */
async function outdateThreads(forge: Forge, pullRequest: PullRequest): Promise<void> {
	const diff = await diffOf(forge, pullRequest);
	for (const thread of forge.world.threadsOf(pullRequest.id)) {
		const excerpt = forge.world.commentsOfThread(thread.id)[0]?.diffHunk.split("\n").at(-1);
		const lines = diff.find((file) => file.path === thread.path)?.hunks.flatMap((hunk) => hunk.lines) ?? [];
		const line = lines.find((row) => row.text === excerpt);
		const at = thread.side === "LEFT" ? line?.left : line?.right;
		const moved = (at ?? 0) - thread.originalLine;
		thread.outdated = at === undefined || at === null;
		thread.line = at ?? null;
		thread.startLine = thread.outdated || thread.originalStartLine === null ? null : thread.originalStartLine + moved;
	}
}
