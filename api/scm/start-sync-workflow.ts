import type { SyncWorkspaceInput } from "@hephaestus/workflows/scm/messages.ts";
import { startSync } from "@hephaestus/workflows/scm/start-sync.ts";
import type { TemporalGateway } from "../operations/temporal.ts";

/**
 * Starts the workspace's sync, or joins the one that runs, and returns the workflow's id. Throws the 503 problem when
 * Temporal is away.
 */
export async function startSyncWorkflow(temporal: TemporalGateway, input: SyncWorkspaceInput): Promise<string> {
	const options = startSync(input);
	await temporal.use((client) => client.workflow.start("syncWorkspace", options));
	return options.workflowId;
}
