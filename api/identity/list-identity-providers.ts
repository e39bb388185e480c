import { listLoginProviders } from "@hephaestus/db/identity/list-login-providers.ts";
import { z } from "@hono/zod-openapi";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { open } from "./access.ts";
import { identityProviderSchema } from "./schema.ts";

const answer = z.array(identityProviderSchema);

/** Open to anybody: what the sign-in page offers. */
export const listIdentityProviders = defineRoute(
	{
		...open,
		method: "get",
		path: "/identity-providers",
		tags: ["identity"],
		summary: "List the providers one can sign in with",
		responses: { 200: json("Enabled providers, by name", answer) },
	},
	async (c) => c.json(answer.parse(await listLoginProviders(c.var.deps.db)), 200),
);
