import { sql } from "kysely";
import type { Database } from "../operations/database.ts";
import { withWorkspace } from "../operations/with-workspace.ts";

export interface RateBudget {
	workspaceId: number;
	connectionId: number;
	/** The provider's name of the budget: `core`, `graphql`, … */
	resource: string;
	limit: number;
	remaining: number;
	resetsAt: Date;
}

/** Keeps what the provider last said about a connection's rate budget, for pages and for whoever plans calls. */
export async function recordRateBudget(db: Database, budget: RateBudget): Promise<void> {
	const state = {
		limit_points: budget.limit,
		remaining_points: budget.remaining,
		resets_at: budget.resetsAt,
		observed_at: sql<Date>`now()`,
	};
	await withWorkspace(db, budget.workspaceId, (tx) =>
		tx
			.insertInto("rate_budget")
			.values({
				workspace_id: budget.workspaceId,
				connection_id: budget.connectionId,
				resource: budget.resource,
				...state,
			})
			.onConflict((conflict) => conflict.columns(["connection_id", "resource"]).doUpdateSet(state))
			.execute(),
	);
}
