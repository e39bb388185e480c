import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { listIssues as readIssues } from "@hephaestus/db/scm/list-issues.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { pageOf, workspaceParams } from "../operations/schema.ts";
import { member } from "../workspaces/access.ts";
import { issueSchema, workItemQuery } from "./schema.ts";

const answer = pageOf(issueSchema);

/** Of the workspace's mirror; narrowed by state, repository and words of the title. */
export const listIssues = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/issues",
		tags: ["scm"],
		summary: "List and search issues",
		request: { params: workspaceParams, query: workItemQuery },
		responses: { 200: json("Most recently updated first", answer) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		const query = c.req.valid("query");
		const page = await withWorkspace(deps.db, workspace.id, (tx) => readIssues(tx, query));
		return c.json(answer.parse(page), 200);
	},
);
