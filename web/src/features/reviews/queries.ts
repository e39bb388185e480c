import type {
	observationSchema,
	reviewDetailSchema,
	reviewRequestedSchema,
	reviewSchema,
} from "@hephaestus/api/reviews/schema.ts";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { getJson, postJson } from "@/lib/api.ts";
import { workspaceKey } from "@/lib/query-keys.ts";

export type Review = z.infer<typeof reviewSchema>;
export type ReviewDetail = z.infer<typeof reviewDetailSchema>;
export type Observation = z.infer<typeof observationSchema>;
export type ReviewStatus = Review["status"];
type Requested = z.infer<typeof reviewRequestedSchema>;

export interface ReviewFilter {
	status?: ReviewStatus | undefined;
	page: number;
	size?: number;
}

export function reviewsQuery(slug: string, filter: ReviewFilter) {
	const query = new URLSearchParams({ page: `${filter.page}`, size: `${filter.size ?? 25}` });
	if (filter.status) query.set("status", filter.status);
	return queryOptions({
		queryKey: workspaceKey(slug, "reviews", filter),
		queryFn: () =>
			getJson<{ content: Review[]; totalElements: number; page: number; size: number }>(
				`/workspaces/${slug}/reviews?${query}`,
			),
		placeholderData: keepPreviousData,
	});
}

export function reviewQuery(slug: string, reviewId: string) {
	return queryOptions({
		queryKey: workspaceKey(slug, "review", reviewId),
		queryFn: () => getJson<ReviewDetail>(`/workspaces/${slug}/reviews/${reviewId}`),
		// Live events do the work; this is the net below them.
		refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? 10_000 : false),
	});
}

export function isUnderWay(status: ReviewStatus): boolean {
	return status === "QUEUED" || status === "RUNNING";
}

/** Asks for a review of a pull request; whether it runs is the admission's decision, shown on the pull request. */
export function requestReview(slug: string, pullRequestId: number): Promise<Requested> {
	return postJson(`/workspaces/${slug}/pull-requests/${pullRequestId}/reviews`);
}

export function rerunReview(slug: string, reviewId: string): Promise<Requested> {
	return postJson(`/workspaces/${slug}/reviews/${reviewId}/rerun`);
}

export function cancelReview(slug: string, reviewId: string): Promise<Requested> {
	return postJson(`/workspaces/${slug}/reviews/${reviewId}/cancel`);
}
