import { checkBody } from "./issues.ts";
import type { Issue, IssueComment, PullRequest, User } from "./model.ts";
import { nodeId } from "./node-ids.ts";
import type { World } from "./world.ts";

/** Writes a comment under an issue or a pull request. @throws Refusal for a body GitHub would not take */
export function addComment(
	world: World,
	item: Issue | PullRequest,
	author: User,
	body: string,
	at = world.clock.stamp(),
): IssueComment {
	checkBody(body, "IssueComment");
	const comment = world.issueComments.insert({
		id: world.nextId("issue comment", 200_001),
		repositoryId: item.repositoryId,
		number: item.number,
		authorId: author.id,
		body,
		createdAt: at,
		updatedAt: at,
		minimizedReason: null,
	});
	item.updatedAt = laterOf(item.updatedAt, at);
	const repository = world.repositories.get(item.repositoryId);
	world.emit({ name: "issue_comment", action: "created", repository, sender: author, comment });
	return comment;
}

export function editComment(world: World, comment: IssueComment, editor: User, body: string): void {
	checkBody(body, "IssueComment");
	const previousBody = comment.body;
	Object.assign(comment, { body, updatedAt: world.clock.stamp() });
	const repository = world.repositories.get(comment.repositoryId);
	world.emit({ name: "issue_comment", action: "edited", repository, sender: editor, comment, previousBody });
}

export function deleteComment(world: World, comment: IssueComment, by: User): void {
	world.issueComments.remove(comment);
	for (const reaction of [...world.reactionsOf(nodeId("IssueComment", comment.id))]) world.reactions.remove(reaction);
	const repository = world.repositories.get(comment.repositoryId);
	world.emit({ name: "issue_comment", action: "deleted", repository, sender: by, comment });
}

export function laterOf(a: string, b: string): string {
	return a > b ? a : b;
}
