import { listWorkspacesOfAccount } from "@hephaestus/db/workspaces/list-workspaces-of-account.ts";
import { z } from "@hono/zod-openapi";
import { signedIn } from "../identity/access.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { workspaceListItemSchema } from "./schema.ts";

const answer = z.array(workspaceListItemSchema);

/** Those the caller is a member of, with the role in each. */
export const listWorkspaces = defineRoute(
	{
		...signedIn,
		method: "get",
		path: "/workspaces",
		tags: ["workspaces"],
		summary: "List the workspaces one is a member of",
		responses: { 200: json("By display name", answer) },
	},
	async (c) => {
		const { deps, session } = c.var;
		return c.json(answer.parse(await listWorkspacesOfAccount(deps.db, session.accountId)), 200);
	},
);
