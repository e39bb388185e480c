import type { TenantTransaction } from "../operations/database.ts";
import type { Page, PageQuery } from "../operations/page.ts";
import { fromReviews, reviewColumns } from "./select-review.ts";

export interface ReviewQuery extends PageQuery {
	status?: string | undefined;
	deliveryStatus?: string | undefined;
}

/** Reviews with their pull request, newest first. */
export async function listReviews(tx: TenantTransaction, query: ReviewQuery): Promise<Page<unknown>> {
	const { page, size, status, deliveryStatus } = query;
	const matching = fromReviews(tx)
		.$if(status !== undefined, (reviews) => reviews.where("review.status", "=", status ?? ""))
		.$if(deliveryStatus !== undefined, (reviews) =>
			reviews.where("review.delivery_status", "=", deliveryStatus ?? null),
		);
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
