import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { listRepositories as readRepositories } from "@hephaestus/db/scm/list-repositories.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { pageOf, workspaceParams } from "../operations/schema.ts";
import { member } from "../workspaces/access.ts";
import { repositorySchema, searchQuery } from "./schema.ts";

const answer = pageOf(repositorySchema);

/** Of the workspace's mirror, as far as its credential still reaches. */
export const listRepositories = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/repositories",
		tags: ["scm"],
		summary: "List mirrored repositories",
		request: { params: workspaceParams, query: searchQuery },
		responses: { 200: json("By name", answer) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		const query = c.req.valid("query");
		const page = await withWorkspace(deps.db, workspace.id, (tx) => readRepositories(tx, query));
		return c.json(answer.parse(page), 200);
	},
);
