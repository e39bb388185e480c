import { toStamp } from "../world/clock.ts";
import { addComment } from "../world/comments.ts";
import { createLabel, createRepository } from "../world/founding.ts";
import type { Organization, Repository, User } from "../world/model.ts";
import { closePullRequest, mergePullRequest, openPullRequest } from "../world/pull-requests.ts";
import { addReview } from "../world/reviews.ts";
import type { World } from "../world/world.ts";
import { Random } from "./random.ts";

const MINUTE = 60_000;
const VERBS = ["Add", "Fix", "Rename", "Move", "Test", "Document", "Speed up", "Simplify"] as const;
const THINGS = [
	"the parser",
	"retries",
	"the export",
	"paging",
	"the cache",
	"sign-in",
	"the report",
	"migrations",
] as const;

/** Adds a repository with many pull requests that have rows but no git: for measuring a sync. */
export function seedScale(world: World, organization: Organization, count: number, seed: number): Repository {
	const random = new Random(seed + 1);
	const people = world.membershipsOf(organization.id).map((row) => world.users.get(row.userId));
	const until = world.clock.millis();
	const from = until - count * MINUTE;
	const about = { name: "monolith", description: "Grown over the years", language: "TypeScript" };
	const repository = createRepository(world, organization, { ...about, hasGit: false, at: toStamp(from) });
	createLabel(world, repository, { name: "bug", color: "d73a4a", description: null, at: toStamp(from) });
	for (let index = 0; index < count; index += 1) addSynthetic(world, repository, people, random, from + index * MINUTE);
	return repository;
}

function addSynthetic(world: World, repository: Repository, people: User[], random: Random, at: number): void {
	const author = random.pick(people);
	const sha = () =>
		Array.from({ length: 5 }, () => random.between(0, 0xffffffff).toString(16).padStart(8, "0")).join("");
	const stamp = toStamp(at);
	const size = {
		additions: random.between(1, 400),
		deletions: random.between(0, 200),
		changedFiles: random.between(1, 20),
	};
	const title = `${random.pick(VERBS)} ${random.pick(THINGS)}`;
	const pullRequest = openPullRequest(world, {
		...{ repository, author, title, body: `${title}, as discussed.`, at: stamp },
		...{ baseRef: "main", baseSha: sha(), headRef: `change-${at / MINUTE}`, headSha: sha() },
		size: { ...size, commits: random.between(1, 8) },
	});
	if (random.chance(0.5)) addComment(world, pullRequest, random.pick(people), "Looks good to me.", stamp);
	const reviewer = random.pick(people);
	if (reviewer !== author && random.chance(0.6)) {
		const review = { pullRequest, author: reviewer, state: "APPROVED" as const, body: "Thanks!", at: stamp };
		addReview(world, { ...review, comments: [], diff: [] });
	}
	const end = toStamp(at + MINUTE / 2);
	if (random.chance(0.85)) mergePullRequest(world, pullRequest, reviewer, sha(), end);
	else if (random.chance(0.5)) closePullRequest(world, pullRequest, author, end);
}
