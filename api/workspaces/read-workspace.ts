import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findWorkspace } from "@hephaestus/db/workspaces/find-workspace.ts";
import type { z } from "@hono/zod-openapi";
import type { ApiDependencies } from "../dependencies.ts";
import { notFound } from "../operations/problem-error.ts";
import { workflowsUrl } from "../operations/temporal-url.ts";
import type { WorkspaceRole } from "./access.ts";
import { workspaceSchema } from "./schema.ts";

/** A workspace as the API shows it to somebody with `role`. */
export async function readWorkspace(
	{ db, configuration }: ApiDependencies,
	{ workspaceId, role }: { workspaceId: number; role: WorkspaceRole },
): Promise<z.infer<typeof workspaceSchema>> {
	const found = await withWorkspace(db, workspaceId, (tx) => findWorkspace(tx, workspaceId));
	if (found === null) throw notFound("workspace");
	return workspaceSchema.parse({ ...found, role, temporalUrl: workflowsUrl(configuration, found.workspaceSlug) });
}
