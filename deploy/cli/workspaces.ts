import { startSyncWorkflow } from "@hephaestus/api/scm/start-sync-workflow.ts";
import { acrossWorkspaces } from "@hephaestus/db/operations/with-workspace.ts";
import { findWorkspaceBySlug } from "@hephaestus/db/workspaces/find-workspace-by-slug.ts";
import { listWorkspaces } from "@hephaestus/db/workspaces/list-workspaces.ts";
import { CommandFailed, usageError } from "./failure.ts";
import type { CliSession } from "./session.ts";
import { table } from "./table.ts";

const DOOR = "command line";

/** `workspaces list`: every workspace of the instance. */
export async function listWorkspacesCommand({ db }: CliSession): Promise<string> {
	const rows = await acrossWorkspaces(db, DOOR, listWorkspaces);
	if (rows.length === 0) return "No workspaces yet: the first one is made in the application.";
	const cells = rows.map((row) => [String(row.id), row.slug, row.status, row.displayName]);
	return table(["ID", "SLUG", "STATUS", "NAME"], cells);
}

/** `sync run WORKSPACE`: starts a workspace's sync, or joins the one that runs. */
export async function runSyncCommand({ db, temporal }: CliSession, slug: string | undefined): Promise<string> {
	if (slug === undefined) throw usageError("Name the workspace by its slug, as `workspaces list` shows it.");
	const workspace = await acrossWorkspaces(db, DOOR, (tx) => findWorkspaceBySlug(tx, slug));
	if (workspace === null) {
		throw new CommandFailed(`There is no workspace ${slug}; \`workspaces list\` shows those there are.`);
	}
	const input = { workspaceId: workspace.id, workspaceSlug: workspace.slug, trigger: "MANUAL" as const };
	return `${await startSyncWorkflow(temporal, input)} runs; its progress is in the application and in Temporal UI.`;
}
