import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { listPeople as readPeople } from "@hephaestus/db/scm/list-people.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { pageOf, workspaceParams } from "../operations/schema.ts";
import { member } from "../workspaces/access.ts";
import { personSchema, searchQuery } from "./schema.ts";

const answer = pageOf(personSchema);

/** Of the workspace's mirror; narrowed by login or name. */
export const listPeople = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/people",
		tags: ["scm"],
		summary: "List mirrored people and bots",
		request: { params: workspaceParams, query: searchQuery },
		responses: { 200: json("By login", answer) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		const query = c.req.valid("query");
		const page = await withWorkspace(deps.db, workspace.id, (tx) => readPeople(tx, query));
		return c.json(answer.parse(page), 200);
	},
);
