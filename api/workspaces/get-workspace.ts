import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { workspaceParams } from "../operations/schema.ts";
import { member } from "./access.ts";
import { readWorkspace } from "./read-workspace.ts";
import { workspaceSchema } from "./schema.ts";

/** 404 for strangers, as for an unknown slug. */
export const getWorkspace = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}",
		tags: ["workspaces"],
		summary: "Show a workspace",
		request: { params: workspaceParams },
		responses: { 200: json("The workspace", workspaceSchema) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		return c.json(await readWorkspace(deps, { workspaceId: workspace.id, role: workspace.role }), 200);
	},
);
