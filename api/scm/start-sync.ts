import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { workspaceParams } from "../operations/schema.ts";
import { admin } from "../workspaces/access.ts";
import { syncStartedSchema } from "./schema.ts";
import { startSyncWorkflow } from "./start-sync-workflow.ts";

/** For administrators; 503 while Temporal is away. */
export const startSync = defineRoute(
	{
		...admin,
		method: "post",
		path: "/workspaces/{workspaceSlug}/sync",
		tags: ["scm"],
		summary: "Sync now; joins a sync that is under way",
		request: { params: workspaceParams },
		responses: { 202: json("It runs", syncStartedSchema) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		const workflowId = await startSyncWorkflow(deps.temporal, {
			workspaceId: workspace.id,
			workspaceSlug: workspace.slug,
			trigger: "MANUAL",
		});
		return c.json({ workflowId }, 202);
	},
);
