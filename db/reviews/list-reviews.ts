import type { TenantTransaction } from "../operations/database.ts";
import type { Page, PageQuery } from "../operations/page.ts";
import { fromReviews, reviewColumns } from "./select-review.ts";

export interface ReviewQuery extends PageQuery {
	status?: string | undefined;
}

/** Reviews with their pull request, newest first. */
export async function listReviews(tx: TenantTransaction, { page, size, status }: ReviewQuery): Promise<Page<unknown>> {
	const matching = status === undefined ? fromReviews(tx) : fromReviews(tx).where("review.status", "=", status);
	const { total } = await matching.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
	const content = await matching
		.select((eb) => reviewColumns(eb))
		.orderBy("review.created_at", "desc")
		.orderBy("review.id")
		.limit(size)
		.offset(page * size)
		.execute();
	return { content, totalElements: total, page, size };
}
