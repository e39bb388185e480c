import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { listReviews as readReviews } from "@hephaestus/db/reviews/list-reviews.ts";
import { defineRoute } from "../operations/define-route.ts";
import { json } from "../operations/respond-with.ts";
import { pageOf, workspaceParams } from "../operations/schema.ts";
import { member } from "../workspaces/access.ts";
import { reviewListQuery, reviewSchema } from "./schema.ts";

const answer = pageOf(reviewSchema);

/** Narrowed by how reviews went and by what became of their feedback. */
export const listReviews = defineRoute(
	{
		...member,
		method: "get",
		path: "/workspaces/{workspaceSlug}/reviews",
		tags: ["reviews"],
		summary: "List reviews",
		request: { params: workspaceParams, query: reviewListQuery },
		responses: { 200: json("Newest first", answer) },
	},
	async (c) => {
		const { deps, workspace } = c.var;
		const query = c.req.valid("query");
		const page = await withWorkspace(deps.db, workspace.id, (tx) => readReviews(tx, query));
		return c.json(answer.parse(page), 200);
	},
);
