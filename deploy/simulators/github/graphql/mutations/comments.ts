import { addComment, deleteComment, editComment } from "../../world/comments.ts";
import { REACTIONS } from "../../world/model.ts";
import { react } from "../../world/reactions.ts";
import { Refusal } from "../../world/refusal.ts";
import { isPullRequest } from "../../world/world.ts";
import { type Arguments, type Context, type Fields, input, text } from "../context.ts";
import { actorNode, findNode, globalId, issueCommentNode, issueNode, pullRequestNode, reactionNode } from "../nodes.ts";
import { REACTION_NAMES } from "../types/comments.ts";
import { actor, commentIn, itemIn, mayComment, mayEdit, nodeIn } from "./guards.ts";

const answer = (args: Arguments, fields: Record<string, unknown>) => ({
	clientMutationId: text(input(args), "clientMutationId") ?? null,
	...fields,
});

const edge = (node: unknown) => ({ cursor: "", node });

export const commentMutations: Fields<null> = {
	addComment: (_, args, context) => {
		const item = itemIn(context, input(args), "subjectId");
		mayComment(context, context.world.repositories.get(item.repositoryId));
		const comment = addComment(context.world, item, actor(context), text(input(args), "body") ?? "");
		const subject = isPullRequest(item) ? pullRequestNode(item) : issueNode(item);
		return answer(args, {
			commentEdge: edge(issueCommentNode(comment)),
			subject,
			timelineEdge: edge(issueCommentNode(comment)),
		});
	},
	updateIssueComment: (_, args, context) => {
		const comment = commentIn(context, input(args), "id");
		mayEdit(context, comment, context.world.repositories.get(comment.repositoryId));
		editComment(context.world, comment, actor(context), text(input(args), "body") ?? "");
		return answer(args, { issueComment: issueCommentNode(comment) });
	},
	deleteIssueComment: (_, args, context) => {
		const comment = commentIn(context, input(args), "id");
		mayEdit(context, comment, context.world.repositories.get(comment.repositoryId));
		deleteComment(context.world, comment, actor(context));
		return answer(args, {});
	},
	minimizeComment: (_, args, context) => minimize(context, args, text(input(args), "classifier") ?? null),
	unminimizeComment: (_, args, context) => minimize(context, args, null),
	addReaction: (_, args, context) => {
		const subject = findNode(context, text(input(args), "subjectId") ?? "");
		const content = REACTIONS.find((name) => REACTION_NAMES[name] === text(input(args), "content"));
		if (!content) throw new Refusal("UNPROCESSABLE", "The reaction is not one that GitHub knows.");
		const { reaction } = react(context.world, globalId(subject), actor(context), content);
		return answer(args, { reaction: reactionNode(reaction), subject });
	},
	removeReaction: (_, args, context) => {
		const subject = findNode(context, text(input(args), "subjectId") ?? "");
		const mine = context.world
			.reactionsOf(globalId(subject))
			.find((row) => row.userId === actor(context).id && REACTION_NAMES[row.content] === text(input(args), "content"));
		if (mine) context.world.reactions.remove(mine);
		return answer(args, { reaction: mine ? reactionNode(mine) : null, subject });
	},
};

function minimize(context: Context, args: Arguments, reason: string | null) {
	const kinds = ["IssueComment", "PullRequestReviewComment", "PullRequestReview"];
	const node = nodeIn(context, input(args), "subjectId", kinds);
	const { world } = context;
	if (node.__typename === "IssueComment") {
		const comment = world.issueComments.get(node.row.id);
		mayEdit(context, comment, world.repositories.get(comment.repositoryId));
		comment.minimizedReason = reason;
	} else {
		const table = node.__typename === "PullRequestReview" ? world.reviews : world.reviewComments;
		const row = table.get(node.row.id);
		mayEdit(context, row, world.repositories.get(world.pullRequests.get(row.pullRequestId).repositoryId));
		row.minimizedReason = reason;
	}
	world.version += 1;
	const field = reason ? "minimizedComment" : "unminimizedComment";
	return answer(args, { [field]: node, actor: actorNode(actor(context)) });
}
