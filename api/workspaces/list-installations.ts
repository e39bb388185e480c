import { z } from "@hono/zod-openapi";
import { signedIn } from "../identity/access.ts";
import { defineRoute } from "../operations/define-route.ts";
import { limitRate } from "../operations/limit-rate.ts";
import { json } from "../operations/respond-with.ts";
import { requireCreationAllowed } from "./creation-policy.ts";
import { callerOnGitHub } from "./github/caller-on-github.ts";
import { nameConnectedWorkspaces } from "./name-connected-workspaces.ts";
import { connectableAccountSchema } from "./schema.ts";

const answer = z.array(connectableAccountSchema);

/** Asks GitHub; 403 for those who may not make workspaces, 503 while it is away. */
export const listInstallations = defineRoute(
	{
		...signedIn,
		method: "get",
		path: "/workspaces/github/installations",
		tags: ["workspaces"],
		summary: "List the organisations with the GitHub App installed that one belongs to",
		responses: { 200: json("By login", answer) },
	},
	async (c) => {
		const { deps, session } = c.var;
		requireCreationAllowed(deps.configuration, session);
		const caller = await callerOnGitHub(deps, session.accountId);
		await limitRate(c, {
			name: "installations",
			capacity: 10,
			periodSeconds: 60,
			key: `account:${session.accountId}`,
		});
		const accounts = caller === null ? [] : await deps.installations.of(session.accountId, caller);
		return c.json(await nameConnectedWorkspaces(deps, accounts), 200);
	},
);
