import { signedIn } from "../identity/access.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json, jsonBody } from "../operations/respond-with.ts";
import { requireCreationAllowed } from "./creation-policy.ts";
import { inspectToken } from "./github/inspect-token.ts";
import { nameConnectedWorkspaces } from "./name-connected-workspaces.ts";
import { tokenPreflightResultSchema, tokenPreflightSchema } from "./schema.ts";

/** A preflight: what a personal access token reaches. Nothing is stored. */
export const checkToken = defineRoute(
	{
		...signedIn,
		method: "post",
		path: "/workspaces/github/token",
		tags: ["workspaces"],
		summary: "Check a personal access token and list the organisations it reaches",
		request: { body: jsonBody(tokenPreflightSchema) },
		responses: { 200: json("Also when the token is not valid", tokenPreflightResultSchema) },
	},
	async (c) => {
		const { deps, session } = c.var;
		requireCreationAllowed(deps.configuration, session);
		const { personalAccessToken } = c.req.valid("json");
		const { accounts, ...report } = await inspectToken(deps.configuration, personalAccessToken);
		return c.json({ ...report, accounts: await nameConnectedWorkspaces(deps, accounts) }, 200);
	},
);
