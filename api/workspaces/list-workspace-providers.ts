import { signedIn } from "../identity/access.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { mayCreateWorkspaces } from "./creation-policy.ts";
import { workspaceProvidersSchema } from "./schema.ts";

/** From the configuration alone; nobody is asked. */
export const listWorkspaceProviders = defineRoute(
	{
		...signedIn,
		method: "get",
		path: "/workspaces/providers",
		tags: ["workspaces"],
		summary: "Say which ways lead to a new workspace",
		responses: { 200: json("The ways, and whether the caller may take them", workspaceProvidersSchema) },
	},
	async (c) => {
		const { configuration } = c.var.deps;
		const app = configuration.GH_APP_ID > 0 ? { installationUrl: configuration.GH_APP_INSTALLATION_URL ?? null } : null;
		return c.json(
			{
				github: { serverUrl: configuration.GITHUB_SERVER_URL, app },
				creationPolicy: configuration.HEPHAESTUS_WORKSPACE_CREATION_POLICY,
				mayCreate: mayCreateWorkspaces(configuration, c.var.session),
			},
			200,
		);
	},
);
