import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findPullRequest } from "@hephaestus/db/scm/find-pull-request.ts";
import { defineRoute } from "../operations/define-route.ts";
import { notFound } from "../operations/problem-error.ts";
import { json } from "../operations/respond-with.ts";
import { member } from "../workspaces/access.ts";
import { pullRequestDetailSchema, workItemParams } from "./schema.ts";

/** 404 for a pull request of another workspace. */
export const getPullRequest = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/pull-requests/{id}",
		tags: ["scm"],
		summary: "Show a pull request with its conversation, its reviews and why they ran or did not",
		request: { params: workItemParams },
		responses: { 200: json("The pull request", pullRequestDetailSchema) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		const { id } = c.req.valid("param");
		const found = await withWorkspace(deps.db, workspace.id, (tx) => findPullRequest(tx, id));
		if (found === null) throw notFound("pull request");
		return c.json(pullRequestDetailSchema.parse(found), 200);
	},
);
