import type { ScmChange, UserChange } from "@hephaestus/domain/scm/changes.ts";
import { type ApplyContext, mirroredColumns, NATIVE_KEY } from "./apply-context.ts";
import { upsertVersioned } from "./upsert-versioned.ts";

/** Internal ids of people by the provider's ids. */
export type UserIds = ReadonlyMap<number, number>;

/** Makes or updates everyone the changes mention and returns their ids. */
export async function upsertUsers(context: ApplyContext, changes: readonly ScmChange[]): Promise<UserIds> {
	const people = new Map(changes.flatMap(peopleOf).map((person) => [person.nativeId, person]));
	if (people.size === 0) return new Map();
	const known = new Map((await findUsers(context, [...people.keys()])).map((row) => [row.native_id, row]));
	// Unchanged people are left alone: writing them would make syncs of one workspace wait for each other.
	const changed = [...people.values()].filter((person) => differs(person, known.get(person.nativeId)));
	if (changed.length > 0) {
		await upsertVersioned(context.tx, {
			table: "scm_user",
			key: [...NATIVE_KEY],
			partial: ["name", "avatar_url", "html_url", "node_id"],
			unversioned: true,
			rows: changed.map((person) => ({
				...mirroredColumns(context, person),
				login: person.login,
				name: person.name,
				avatar_url: person.avatarUrl,
				html_url: person.htmlUrl,
				type: person.type,
			})),
		});
	}
	const rows = changed.length > 0 ? await findUsers(context, [...people.keys()]) : [...known.values()];
	return new Map(rows.map(({ native_id, id }) => [native_id, id]));
}

type StoredUser = Awaited<ReturnType<typeof findUsers>>[number];

async function findUsers({ tx, workspaceId, gitProviderId }: ApplyContext, nativeIds: number[]) {
	return await tx
		.selectFrom("scm_user")
		.select(["id", "native_id", "login", "name", "avatar_url", "html_url", "type"])
		.where("workspace_id", "=", workspaceId)
		.where("git_provider_id", "=", gitProviderId)
		.where("native_id", "in", nativeIds)
		.execute();
}

function differs(told: UserChange, stored: StoredUser | undefined): boolean {
	return (
		stored === undefined ||
		told.login !== stored.login ||
		told.type !== stored.type ||
		(told.name !== null && told.name !== stored.name) ||
		(told.avatarUrl !== null && told.avatarUrl !== stored.avatar_url) ||
		(told.htmlUrl !== null && told.htmlUrl !== stored.html_url)
	);
}

function peopleOf(change: ScmChange): UserChange[] {
	return mentionedIn(change).filter((person) => person !== null);
}

function mentionedIn(change: ScmChange): (UserChange | null)[] {
	switch (change.kind) {
		case "issue":
			return [change.actor, change.issue.author, ...change.issue.assignees];
		case "pull_request": {
			const { author, mergedBy, assignees, requestedReviewers } = change.pullRequest;
			return [change.actor, author, mergedBy, ...assignees, ...requestedReviewers];
		}
		case "comment":
		case "review_comment":
			return [change.comment.author];
		case "review":
			return [change.review.author];
		case "review_thread":
			return [change.resolvedBy];
		default:
			return [];
	}
}
