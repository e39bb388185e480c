import type { Issue, Repository, User } from "./model.ts";
import { Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

/** Longest body of an issue, a comment or a review. */
export const BODY_LIMIT = 65_536;

/** @throws Refusal where a body is empty or longer than GitHub stores. */
export function checkBody(body: string, resource: string): void {
	if (body.trim() === "") {
		const detail = { resource, code: "missing_field", field: "body" };
		throw new Refusal("UNPROCESSABLE", "Body cannot be blank", [detail]);
	}
	checkLength(body, resource);
}

/** @throws Refusal where a body is longer than GitHub stores. */
export function checkLength(body: string, resource: string): void {
	if ([...body].length <= BODY_LIMIT) return;
	const message = `body is too long (maximum is ${BODY_LIMIT} characters)`;
	throw new Refusal("UNPROCESSABLE", `Body is too long (maximum is ${BODY_LIMIT} characters)`, [
		{ resource, code: "custom", field: "body", message },
	]);
}

export interface NewIssue {
	repository: Repository;
	author: User;
	title: string;
	body: string | null;
	labelIds?: number[];
	assigneeIds?: number[];
	milestoneId?: number | null;
	at?: string;
}

export function openIssue(world: World, input: NewIssue): Issue {
	const at = input.at ?? world.clock.stamp();
	const issue = world.issues.insert({
		id: world.nextId("issue", 100_001),
		repositoryId: input.repository.id,
		number: world.nextNumber(input.repository.id),
		title: input.title,
		body: input.body,
		state: "open",
		stateReason: null,
		authorId: input.author.id,
		labelIds: input.labelIds ?? [],
		assigneeIds: input.assigneeIds ?? [],
		milestoneId: input.milestoneId ?? null,
		locked: false,
		createdAt: at,
		updatedAt: at,
		closedAt: null,
		closedById: null,
	});
	world.emit({ name: "issues", action: "opened", repository: input.repository, sender: input.author, issue });
	return issue;
}

export function closeIssue(
	world: World,
	issue: Issue,
	by: User,
	reason: "completed" | "not_planned" = "completed",
	at = world.clock.stamp(),
): void {
	Object.assign(issue, { state: "closed", stateReason: reason, closedAt: at, updatedAt: at, closedById: by.id });
	const repository = world.repositories.get(issue.repositoryId);
	world.emit({ name: "issues", action: "closed", repository, sender: by, issue });
}
