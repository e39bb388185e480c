import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findSyncStatus } from "@hephaestus/db/scm/find-sync-status.ts";
import { syncWorkspaceId } from "@hephaestus/workflows/operations/ids.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { workspaceParams } from "../operations/schema.ts";
import { workflowUrl } from "../operations/temporal-url.ts";
import { member } from "../workspaces/access.ts";
import { syncStatusSchema } from "./schema.ts";

/** Read from PostgreSQL alone, so it answers while Temporal and the forge are away. */
export const getSyncStatus = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/sync",
		tags: ["scm"],
		summary: "Show how the mirror stands",
		request: { params: workspaceParams },
		responses: { 200: json("The latest run, every repository and what is mirrored", syncStatusSchema) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		const status = await withWorkspace(deps.db, workspace.id, (tx) => findSyncStatus(tx));
		const temporalUrl = workflowUrl(deps.configuration, syncWorkspaceId(workspace.id));
		return c.json(syncStatusSchema.parse({ ...status, temporalUrl }), 200);
	},
);
