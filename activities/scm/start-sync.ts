import type { SyncWorkspaceInput } from "@hephaestus/workflows/scm/messages.ts";
import { startSync as start } from "@hephaestus/workflows/scm/start-sync.ts";
import type { Client } from "@temporalio/client";

/** Starts the workspace's sync; when one runs already, that one will do. */
export async function startSync(temporal: Client, input: SyncWorkspaceInput): Promise<void> {
	await temporal.workflow.start("syncWorkspace", start(input));
}
