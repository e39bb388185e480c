import type { TenantTransaction } from "../operations/database.ts";
import type { Page } from "../operations/page.ts";
import { pullRequestColumns } from "./select-pull-request.ts";
import { matchWorkItems, type WorkItemQuery, workItemColumns } from "./select-work-item.ts";

/** Pull requests with their latest review, most recently updated first. */
export async function listPullRequests(tx: TenantTransaction, query: WorkItemQuery): Promise<Page<unknown>> {
	const { page, size } = query;
	const matching = matchWorkItems(tx, "PULL_REQUEST", query).innerJoin(
		"pull_request",
		"pull_request.issue_id",
		"issue.id",
	);
	const { total } = await matching.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
	const content = await matching
		.select((eb) => workItemColumns(eb))
		.select((eb) => pullRequestColumns(eb))
		.orderBy("issue.updated_at", "desc")
		.orderBy("issue.id", "desc")
		.limit(size)
		.offset(page * size)
		.execute();
	return { content, totalElements: total, page, size };
}
