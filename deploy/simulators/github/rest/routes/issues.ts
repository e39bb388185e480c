import { z } from "zod";
import type { ApiContext, Runtime } from "../../api-server.ts";
import { canWrite } from "../../world/access.ts";
import { addComment, deleteComment, editComment } from "../../world/comments.ts";
import { openIssue } from "../../world/issues.ts";
import { type IssueComment, REACTIONS } from "../../world/model.ts";
import { nodeId } from "../../world/node-ids.ts";
import { react } from "../../world/reactions.ts";
import { Refusal } from "../../world/refusal.ts";
import { must } from "../../world/world.ts";
import { actor, mayComment, numberIn, repositoryIn } from "../lookup.ts";
import { paged } from "../pages.ts";
import type { Route } from "../route.ts";
import { issueCommentShape, issueShape, reactionShape } from "../shapes/items.ts";

const bodyOnly = z.object({ body: z.string() });

/** Issues, and comments under issues and pull requests. */
export function issueRoutes(route: Route, runtime: Runtime): void {
	const { world } = runtime;
	const itemIn = (c: ApiContext) =>
		must(world.findItem(repositoryIn(runtime, c).id, numberIn(c, "issue_number")), "no such issue");
	const commentIn = (c: ApiContext): IssueComment => {
		const repository = repositoryIn(runtime, c);
		const comment = world.issueComments.find(numberIn(c, "comment_id"));
		return must(comment?.repositoryId === repository.id ? comment : undefined, "no such comment");
	};
	const mayEdit = (c: ApiContext, comment: IssueComment): void => {
		const repository = repositoryIn(runtime, c);
		mayComment(runtime, c, repository);
		const moderates = !c.get("caller").installation && canWrite(world, c.get("caller"), repository);
		if (comment.authorId !== actor(c).id && !moderates) {
			throw new Refusal("FORBIDDEN", "Must have admin rights to Repository.");
		}
	};

	route("get", "/repos/{owner}/{repo}/issues", (c) => {
		const repository = repositoryIn(runtime, c);
		const state = c.req.query("state") ?? "open";
		const since = c.req.query("since");
		const found = [...world.issuesOf(repository.id), ...world.pullRequestsOf(repository.id)]
			.filter((row) => state === "all" || row.state === state)
			.filter((row) => !since || Date.parse(row.updatedAt) >= Date.parse(since))
			.toSorted((a, b) => b.number - a.number);
		const { rows, headers } = paged(c, found);
		return { status: 200, body: rows.map((row) => issueShape(row, runtime)), headers };
	});

	route("post", "/repos/{owner}/{repo}/issues", async (c) => {
		const repository = repositoryIn(runtime, c);
		mayComment(runtime, c, repository);
		const request = z.object({ title: z.coerce.string(), body: z.string().nullish() }).parse(await c.req.json());
		const issue = openIssue(world, { repository, author: actor(c), title: request.title, body: request.body ?? null });
		return { status: 201, body: issueShape(issue, runtime) };
	});

	route("get", "/repos/{owner}/{repo}/issues/{issue_number}", (c) => ({
		status: 200,
		body: issueShape(itemIn(c), runtime),
	}));

	route("get", "/repos/{owner}/{repo}/issues/{issue_number}/comments", (c) => {
		const since = c.req.query("since");
		const found = world.commentsOn(itemIn(c)).filter((row) => !since || row.updatedAt >= since);
		const { rows, headers } = paged(c, found);
		return { status: 200, body: rows.map((row) => issueCommentShape(row, runtime)), headers };
	});

	route("post", "/repos/{owner}/{repo}/issues/{issue_number}/comments", async (c) => {
		const item = itemIn(c);
		mayComment(runtime, c, repositoryIn(runtime, c));
		const comment = addComment(world, item, actor(c), bodyOnly.parse(await c.req.json()).body);
		return { status: 201, body: issueCommentShape(comment, runtime) };
	});

	route("get", "/repos/{owner}/{repo}/issues/comments/{comment_id}", (c) => ({
		status: 200,
		body: issueCommentShape(commentIn(c), runtime),
	}));

	route("patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}", async (c) => {
		const comment = commentIn(c);
		mayEdit(c, comment);
		editComment(world, comment, actor(c), bodyOnly.parse(await c.req.json()).body);
		return { status: 200, body: issueCommentShape(comment, runtime) };
	});

	route("delete", "/repos/{owner}/{repo}/issues/comments/{comment_id}", (c) => {
		const comment = commentIn(c);
		mayEdit(c, comment);
		deleteComment(world, comment, actor(c));
		return { status: 204 };
	});

	route("get", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", (c) => {
		const { rows, headers } = paged(c, world.reactionsOf(nodeId("IssueComment", commentIn(c).id)));
		return { status: 200, body: rows.map((row) => reactionShape(row, runtime)), headers };
	});

	route("post", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", async (c) => {
		const comment = commentIn(c);
		mayComment(runtime, c, repositoryIn(runtime, c));
		const { content } = z.object({ content: z.enum(REACTIONS) }).parse(await c.req.json());
		const { reaction, isNew } = react(world, nodeId("IssueComment", comment.id), actor(c), content);
		return { status: isNew ? 201 : 200, body: reactionShape(reaction, runtime) };
	});
}
