import { createWorkspace, SlugTaken } from "@hephaestus/db/workspaces/create-workspace.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { conflict } from "../operations/problem-error.ts";
import { furnishWorkspace } from "./furnish-workspace.ts";
import type { VerifiedCredential } from "./github/verify-credential.ts";

interface Provision extends VerifiedCredential {
	workspaceSlug: string;
	displayName: string;
	ownerAccountId: number;
}

/**
 * Makes the workspace, its owner, connection, audit lines, default practices and default agent in one transaction and
 * returns its id. Throws the 409 problem for a slug that is taken.
 */
export async function provisionWorkspace(deps: ApiDependencies, input: Provision): Promise<number> {
	try {
		return await createWorkspace(
			deps.db,
			deps.sealer,
			{
				slug: input.workspaceSlug,
				displayName: input.displayName,
				accountLogin: input.accountLogin,
				accountType: input.accountType,
				ownerAccountId: input.ownerAccountId,
				serverUrl: deps.configuration.GITHUB_SERVER_URL,
				credential: input.credential,
				autonomy: deps.configuration.HEPHAESTUS_WORKSPACE_DEFAULT_AUTONOMY,
			},
			(tx, workspaceId) => furnishWorkspace(deps, tx, workspaceId),
		);
	} catch (error) {
		if (!(error instanceof SlugTaken)) throw error;
		throw conflict(
			"workspace_slug_taken",
			"Workspace slug conflict",
			`The address ${input.workspaceSlug} is taken; choose another.`,
		);
	}
}
