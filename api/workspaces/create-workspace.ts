import { signedIn } from "../identity/access.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json, jsonBody } from "../operations/respond-with.ts";
import { requireCreationAllowed } from "./creation-policy.ts";
import { verifyCredential } from "./github/verify-credential.ts";
import { provisionWorkspace } from "./provision-workspace.ts";
import { readWorkspace } from "./read-workspace.ts";
import { createWorkspaceSchema, workspaceSchema } from "./schema.ts";
import { startFirstSync } from "./start-first-sync.ts";

/** Makes a workspace from an organisation or a person's account, with the caller as owner; its first sync starts. */
export const createWorkspace = defineRoute(
	{
		...signedIn,
		method: "post",
		path: "/workspaces",
		tags: ["workspaces"],
		summary: "Create a workspace",
		request: { body: jsonBody(createWorkspaceSchema) },
		responses: { 201: json("Created; Location leads to it", workspaceSchema) },
	},
	async (c) => {
		const { deps, session, log } = c.var;
		requireCreationAllowed(deps.configuration, session);
		const body = c.req.valid("json");
		const credential = await verifyCredential(deps, { accountId: session.accountId, ...body });
		const workspaceId = await provisionWorkspace(deps, { ...body, ...credential, ownerAccountId: session.accountId });
		await startFirstSync(deps, log, { workspaceId, workspaceSlug: body.workspaceSlug });
		c.header("Location", `/api/workspaces/${body.workspaceSlug}`);
		return c.json(await readWorkspace(deps, { workspaceId, role: "OWNER" }), 201);
	},
);
