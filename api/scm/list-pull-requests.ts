import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { listPullRequests as readPullRequests } from "@hephaestus/db/scm/list-pull-requests.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { pageOf, workspaceParams } from "../operations/schema.ts";
import { member } from "../workspaces/access.ts";
import { pullRequestSchema, workItemQuery } from "./schema.ts";

const answer = pageOf(pullRequestSchema);

/** Of the workspace's mirror; narrowed by state, repository and words of the title, each with its latest review. */
export const listPullRequests = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/pull-requests",
		tags: ["scm"],
		summary: "List and search pull requests, each with its latest review",
		request: { params: workspaceParams, query: workItemQuery },
		responses: { 200: json("Most recently updated first", answer) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		const query = c.req.valid("query");
		const page = await withWorkspace(deps.db, workspace.id, (tx) => readPullRequests(tx, query));
		return c.json(answer.parse(page), 200);
	},
);
