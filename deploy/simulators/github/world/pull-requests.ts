import type { PullRequest, Repository, User } from "./model.ts";
import type { World } from "./world.ts";

/** What git says about the change between two branches. */
export interface ChangeSize {
	additions: number;
	deletions: number;
	changedFiles: number;
	commits: number;
}

export interface NewPullRequest {
	repository: Repository;
	author: User;
	title: string;
	body: string | null;
	baseRef: string;
	baseSha: string;
	headRef: string;
	headSha: string;
	size: ChangeSize;
	draft?: boolean;
	labelIds?: number[];
	assigneeIds?: number[];
	reviewerIds?: number[];
	milestoneId?: number | null;
	at?: string;
}

/** Records a pull request whose branches are in the repository. */
export function openPullRequest(world: World, input: NewPullRequest): PullRequest {
	const at = input.at ?? world.clock.stamp();
	const pullRequest = world.pullRequests.insert({
		id: world.nextId("pull request", 400_001),
		issueId: world.nextId("issue", 100_001),
		repositoryId: input.repository.id,
		number: world.nextNumber(input.repository.id),
		title: input.title,
		body: input.body,
		state: "open",
		authorId: input.author.id,
		labelIds: input.labelIds ?? [],
		assigneeIds: input.assigneeIds ?? [],
		milestoneId: input.milestoneId ?? null,
		reviewerIds: input.reviewerIds ?? [],
		locked: false,
		draft: input.draft ?? false,
		baseRef: input.baseRef,
		baseSha: input.baseSha,
		headRef: input.headRef,
		headSha: input.headSha,
		mergeCommitSha: null,
		mergedAt: null,
		mergedById: null,
		...input.size,
		createdAt: at,
		updatedAt: at,
		closedAt: null,
		closedById: null,
	});
	tell(world, pullRequest, input.author, "opened");
	return pullRequest;
}

/** Moves the head after a push. */
export function synchronize(
	world: World,
	pullRequest: PullRequest,
	sender: User,
	headSha: string,
	size: ChangeSize,
): void {
	const before = pullRequest.headSha;
	Object.assign(pullRequest, { headSha, ...size, updatedAt: world.clock.stamp() });
	const repository = world.repositories.get(pullRequest.repositoryId);
	const rest = { repository, sender, pullRequest, before, after: headSha };
	world.emit({ name: "pull_request", action: "synchronize", ...rest });
}

/** Closes without merging. */
export function closePullRequest(world: World, pullRequest: PullRequest, by: User, at = world.clock.stamp()): void {
	Object.assign(pullRequest, { state: "closed", closedAt: at, updatedAt: at, closedById: by.id });
	tell(world, pullRequest, by, "closed");
}

export function reopenPullRequest(world: World, pullRequest: PullRequest, by: User): void {
	Object.assign(pullRequest, { state: "open", closedAt: null, closedById: null, updatedAt: world.clock.stamp() });
	tell(world, pullRequest, by, "reopened");
}

/** Records a merge whose commit is in the repository. */
export function mergePullRequest(
	world: World,
	pullRequest: PullRequest,
	by: User,
	mergeCommitSha: string,
	at = world.clock.stamp(),
): void {
	const merged = { mergedAt: at, mergedById: by.id, mergeCommitSha };
	Object.assign(pullRequest, { state: "closed", closedAt: at, updatedAt: at, closedById: by.id, ...merged });
	tell(world, pullRequest, by, "closed");
}

/** Turns a draft into a pull request that asks for review, or back. */
export function setDraft(world: World, pullRequest: PullRequest, by: User, draft: boolean): void {
	Object.assign(pullRequest, { draft, updatedAt: world.clock.stamp() });
	tell(world, pullRequest, by, draft ? "converted_to_draft" : "ready_for_review");
}

/** Changes title or description. */
export function editPullRequest(
	world: World,
	pullRequest: PullRequest,
	by: User,
	edit: { title?: string; body?: string | null },
): void {
	const changes: Record<string, { from: string }> = {};
	if (edit.title !== undefined && edit.title !== pullRequest.title) changes.title = { from: pullRequest.title };
	if (edit.body !== undefined && edit.body !== pullRequest.body) changes.body = { from: pullRequest.body ?? "" };
	Object.assign(pullRequest, edit, { updatedAt: world.clock.stamp() });
	const repository = world.repositories.get(pullRequest.repositoryId);
	world.emit({ name: "pull_request", action: "edited", repository, sender: by, pullRequest, changes });
}

/** Puts a label on a pull request or takes it off. */
export function setLabel(world: World, pullRequest: PullRequest, by: User, labelId: number, on: boolean): void {
	const others = pullRequest.labelIds.filter((id) => id !== labelId);
	Object.assign(pullRequest, { labelIds: on ? [...others, labelId] : others, updatedAt: world.clock.stamp() });
	const repository = world.repositories.get(pullRequest.repositoryId);
	const action = on ? "labeled" : "unlabeled";
	world.emit({ name: "pull_request", action, repository, sender: by, pullRequest, labelId });
}

function tell(
	world: World,
	pullRequest: PullRequest,
	sender: User,
	action: "opened" | "closed" | "reopened" | "ready_for_review" | "converted_to_draft",
): void {
	const repository = world.repositories.get(pullRequest.repositoryId);
	world.emit({ name: "pull_request", action, repository, sender, pullRequest });
}
