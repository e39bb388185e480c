import type { FileDiff } from "../git/diff.ts";
import { diffOf, exposeHeads, type Forge, linesOf } from "../git/pull-request-branches.ts";
import { type CommitDraft, writeCommits } from "../git/write-commits.ts";
import { toStamp } from "../world/clock.ts";
import { addComment } from "../world/comments.ts";
import { createLabel } from "../world/founding.ts";
import { closeIssue, openIssue } from "../world/issues.ts";
import type { PullRequest, Repository, User } from "../world/model.ts";
import { closePullRequest, mergePullRequest, openPullRequest } from "../world/pull-requests.ts";
import { addReview, type Placement, replyInThread, setResolved } from "../world/reviews.ts";
import { must } from "../world/world.ts";
import type { ChangeSeed, IssueSeed, ProjectSeed, ThreadSeed } from "./project.ts";
import type { Random } from "./random.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const LABELS = [
	["bug", "d73a4a", "Something is not working"],
	["enhancement", "a2eeef", "New feature or request"],
	["documentation", "0075ca", "Words about the code"],
	["good first issue", "7057ff", "Good for newcomers"],
	["accessibility", "fbca04", "For everybody"],
	["chore", "cfd3d7", "Upkeep"],
] as const;

/** Who and when: what growing a repository takes besides its project. */
export interface Season {
	forge: Forge;
	random: Random;
	owner: User;
	people: User[];
	/** Milliseconds since the epoch between which the history happened. */
	from: number;
	until: number;
}

interface Plan {
	change: ChangeSeed;
	author: User;
	/** Positions of the branch's first and last commit and of the merge among all drafts. */
	base: number;
	head: number;
	commits: number;
	merge: number | null;
	at: number;
}

/** Fills a repository with a project's commits, issues and pull requests. */
export async function growRepository(season: Season, repository: Repository, project: ProjectSeed): Promise<void> {
	const { world, store } = season.forge;
	for (const [name, color, description] of LABELS) {
		createLabel(world, repository, { name, color, description, at: repository.createdAt });
	}
	await store.create(repository.id);
	const { drafts, plans } = planCommits(season, project);
	const shas = await writeCommits(store, repository.id, drafts);
	const shaAt = (index: number) => must(shas[index], "a commit that was made");
	for (const [index, issue] of project.issues.entries()) {
		growIssue(season, repository, issue, season.from + index * 7 * HOUR);
	}
	for (const plan of plans) await growPullRequest(season, repository, plan, shaAt);
	await exposeHeads(season.forge, repository);
	repository.pushedAt = toStamp(season.until);
}

/** Lays out the commits: a first one, then a branch for each change and a merge where it was merged. */
function planCommits(season: Season, project: ProjectSeed): { drafts: CommitDraft[]; plans: Plan[] } {
	const files = { ...project.files };
	const drafts: CommitDraft[] = [
		{ branch: "main", author: authorOf(season.owner), at: season.from, message: "Start the project", files },
	];
	const others = season.people.filter((person) => person !== season.owner);
	let tip = 0;
	const plans = project.changes.map((change, index) => {
		const author = season.random.pick(others);
		const at = season.from + DAY + ((index + 1) * (season.until - season.from - DAY)) / (project.changes.length + 1);
		const edited = applyEdits(files, change);
		const message = change.title.replace(/^Draft: /, "");
		const steps = [edited, change.adds ?? {}].filter((step) => Object.keys(step).length > 0);
		steps.forEach((step, position) => {
			const base = { branch: change.branch, author: authorOf(author), at: at + position * HOUR, files: step };
			drafts.push(
				position === 0 ? { ...base, from: "main", message } : { ...base, message: `${message}, second part` },
			);
		});
		const head = drafts.length - 1;
		const plan = { change, author, base: tip, head, commits: steps.length, merge: null as number | null, at };
		if (change.outcome !== "merged") return plan;
		const all = { ...edited, ...change.adds };
		Object.assign(files, all);
		const by = authorOf(season.owner);
		drafts.push({
			branch: "main",
			merge: change.branch,
			author: by,
			at: at + DAY,
			message: `Merge ${change.branch}`,
			files: all,
		});
		tip = drafts.length - 1;
		return { ...plan, merge: tip };
	});
	// The first commit's files must not see what later merges changed.
	const [first] = drafts;
	if (first) first.files = { ...project.files };
	return { drafts, plans };
}

function applyEdits(files: Record<string, string>, change: ChangeSeed): Record<string, string> {
	const edited = Object.entries(change.edits ?? {}).map(([path, replacements]) => {
		const text = replacements.reduce((current, [found, replacement]) => {
			if (!current.includes(found)) throw new Error(`${change.branch}: ${path} has no "${found}"`);
			return current.replace(found, () => replacement);
		}, files[path] ?? "");
		return [path, text] as const;
	});
	return Object.fromEntries(edited);
}

export function authorOf(user: User): { name: string; email: string } {
	return { name: user.name ?? user.login, email: user.email ?? `${user.login}@example.org` };
}

function growIssue(season: Season, repository: Repository, seed: IssueSeed, at: number): void {
	const { world } = season.forge;
	const author = season.random.pick(season.people);
	const stamp = toStamp(at);
	const assigneeIds = season.random.chance(0.5) ? [season.random.pick(season.people).id] : [];
	const labelIds = labelsNamed(season, repository, seed.labels);
	const input = { repository, author, title: seed.title, body: seed.body, labelIds, assigneeIds, at: stamp };
	const issue = openIssue(world, input);
	seed.comments?.forEach((body, index) => {
		addComment(world, issue, season.random.pick(season.people), body, toStamp(at + (index + 1) * 5 * HOUR));
	});
	if (seed.closed) closeIssue(world, issue, season.owner, "completed", toStamp(at + 3 * DAY));
}

async function growPullRequest(
	season: Season,
	repository: Repository,
	plan: Plan,
	shaAt: (index: number) => string,
): Promise<void> {
	const { forge } = season;
	const { change, author, at } = plan;
	const [baseSha, headSha] = [shaAt(plan.base), shaAt(plan.head)];
	const reviewer = season.random.pick(season.people.filter((person) => person !== author));
	const pullRequest = openPullRequest(forge.world, {
		repository,
		author,
		title: change.title.replace(/^Draft: /, ""),
		body: change.body,
		baseRef: "main",
		baseSha,
		headRef: change.branch,
		headSha,
		size: { ...linesOf(await forge.store.diff(repository.id, baseSha, headSha)), commits: plan.commits },
		draft: change.outcome === "draft",
		labelIds: labelsNamed(season, repository, change.labels),
		reviewerIds: change.verdict ? [] : [reviewer.id],
		at: toStamp(at + HOUR),
	});
	if (change.verdict) await growReview(season, pullRequest, change, reviewer, at + 6 * HOUR);
	change.comments?.forEach((body, index) => {
		const by = season.random.pick(season.people);
		addComment(forge.world, pullRequest, by, body, toStamp(at + (8 + index) * HOUR));
	});
	const end = toStamp(Math.min(at + DAY, season.until));
	if (plan.merge !== null) mergePullRequest(forge.world, pullRequest, season.owner, shaAt(plan.merge), end);
	if (change.outcome === "closed") closePullRequest(forge.world, pullRequest, author, end);
}

async function growReview(
	season: Season,
	pullRequest: PullRequest,
	change: ChangeSeed,
	reviewer: User,
	at: number,
): Promise<void> {
	const { world } = season.forge;
	const diff = await diffOf(season.forge, pullRequest);
	const threads = change.threads ?? [];
	addReview(world, {
		pullRequest,
		author: reviewer,
		state: change.verdict ?? "COMMENTED",
		body: change.summary ?? "",
		comments: threads.map((thread) => placementIn(diff, thread)),
		diff,
		at: toStamp(at),
	});
	threads.forEach((seed, index) => {
		const thread = must(world.threadsOf(pullRequest.id)[index], "the thread just made");
		const author = world.users.get(pullRequest.authorId);
		seed.replies?.forEach((body, turn) => {
			replyInThread(world, thread, turn % 2 === 0 ? author : reviewer, body, toStamp(at + (turn + 1) * HOUR));
		});
		if (seed.resolved) setResolved(world, thread, author, true);
	});
}

/** The place of a comment on the new side of the line that holds a text. */
function placementIn(diff: FileDiff[], seed: ThreadSeed): Placement {
	const lines = diff.find((file) => file.path === seed.path)?.hunks.flatMap((hunk) => hunk.lines) ?? [];
	const row = lines.find((line) => line.right !== null && line.text.includes(seed.at));
	if (!row?.right) throw new Error(`The diff of ${seed.path} has no line with "${seed.at}"`);
	return { path: seed.path, line: row.right, side: "RIGHT", startLine: null, startSide: null, body: seed.body };
}

function labelsNamed(season: Season, repository: Repository, names: string[] = []): number[] {
	const labels = season.forge.world.labelsOf(repository.id);
	return labels.filter((label) => names.includes(label.name)).map((label) => label.id);
}
