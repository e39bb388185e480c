import { feedGit } from "../git/git-store.ts";
import type { GitCommit } from "../git/log.ts";
import { exposeHeads } from "../git/pull-request-branches.ts";
import { createRepository } from "../world/founding.ts";
import type { Organization, Repository } from "../world/model.ts";
import { mergePullRequest, openPullRequest } from "../world/pull-requests.ts";
import { addReview } from "../world/reviews.ts";
import type { Season } from "./grow.ts";

/** Fewer commits than this tell no story; the three made-up projects are enough then. */
const LEAST = 5;
const MOST = 25;

/**
 * Makes a repository of a checkout's own history: its real code, and each of its latest commits as a merged pull
 * request. Answers null where the checkout is absent, shallow or has hardly a history.
 */
export async function growFromHistory(
	season: Season,
	organization: Organization,
	checkout: string,
	at: string,
): Promise<Repository | null> {
	const { world, store } = season.forge;
	const shallow = await feedGit(["-C", checkout, "rev-parse", "--is-shallow-repository"], "").catch(() => "true");
	if (shallow.trim() !== "false") return null;
	const count = await feedGit(["-C", checkout, "rev-list", "--count", "HEAD"], "").catch(() => "0");
	if (Number(count) < LEAST) return null;
	const about = { name: "hephaestus", description: "This project's own history", language: "TypeScript", at };
	const repository = createRepository(world, organization, about);
	await store.create(repository.id);
	await store.git(repository.id, "fetch", "--quiet", "--no-tags", checkout, "HEAD:refs/heads/main");
	const commits = await store.commits(repository.id, null, "main", MOST);
	for (const commit of commits.filter((row) => row.parents.length === 1)) asPullRequest(season, repository, commit);
	await exposeHeads(season.forge, repository);
	return repository;
}

function asPullRequest(season: Season, repository: Repository, commit: GitCommit): void {
	const { random, people, owner, forge } = season;
	const author = random.pick(people.filter((person) => person !== owner));
	const [title = "", ...rest] = commit.message.split("\n");
	const { additions, deletions, files } = commit;
	const at = commit.committer.date;
	const pullRequest = openPullRequest(forge.world, {
		...{ repository, author, title, body: rest.join("\n").trim() || null, at },
		...{
			baseRef: "main",
			baseSha: commit.parents[0] ?? "",
			headRef: `change-${commit.sha.slice(0, 8)}`,
			headSha: commit.sha,
		},
		size: { additions, deletions, changedFiles: files.length, commits: 1 },
	});
	if (random.chance(0.4)) {
		const review = { pullRequest, author: owner, state: "APPROVED" as const, body: "Read it all; good.", at };
		addReview(forge.world, { ...review, comments: [], diff: [] });
	}
	mergePullRequest(forge.world, pullRequest, owner, commit.sha, at);
}
