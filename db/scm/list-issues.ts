import type { TenantTransaction } from "../operations/database.ts";
import type { Page } from "../operations/page.ts";
import { matchWorkItems, type WorkItemQuery, workItemColumns } from "./select-work-item.ts";

/** Issues, most recently updated first. */
export async function listIssues(tx: TenantTransaction, query: WorkItemQuery): Promise<Page<unknown>> {
	const { page, size } = query;
	const matching = matchWorkItems(tx, "ISSUE", query);
	const { total } = await matching.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
	const content = await matching
		.select((eb) => workItemColumns(eb))
		.orderBy("issue.updated_at", "desc")
		.orderBy("issue.id", "desc")
		.limit(size)
		.offset(page * size)
		.execute();
	return { content, totalElements: total, page, size };
}
