import type { ReviewsApi } from "@hephaestus/api/client.ts";
import type {
	observationSchema,
	reviewDetailSchema,
	reviewRequestedSchema,
	reviewSchema,
} from "@hephaestus/api/reviews/schema.ts";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { hc, parseResponse } from "hono/client";
import type { z } from "zod";
import { apiFetch } from "@/lib/api-fetch.ts";
import { workspaceKey } from "@/lib/query-keys.ts";

const api = hc<ReviewsApi>("/api", { fetch: apiFetch }).workspaces[":workspaceSlug"];

export type Review = z.infer<typeof reviewSchema>;
export type ReviewDetail = z.infer<typeof reviewDetailSchema>;
export type Observation = z.infer<typeof observationSchema>;
export type ReviewStatus = Review["status"];
type Requested = z.infer<typeof reviewRequestedSchema>;

export interface ReviewFilter {
	status?: ReviewStatus | undefined;
	deliveryStatus?: NonNullable<Review["deliveryStatus"]> | undefined;
	page: number;
	size?: number;
}

/** One page of reviews, newest first; the page before stays until it is there. */
export function reviewsQuery(slug: string, filter: ReviewFilter) {
	return queryOptions({
		queryKey: workspaceKey(slug, "reviews", filter),
		queryFn: () => parseResponse(api.reviews.$get({ param: { workspaceSlug: slug }, query: filter })),
		placeholderData: keepPreviousData,
	});
}

/** A review in full. */
export function reviewQuery(slug: string, reviewId: string) {
	return queryOptions({
		queryKey: workspaceKey(slug, "review", reviewId),
		queryFn: () => parseResponse(api.reviews[":reviewId"].$get({ param: { workspaceSlug: slug, reviewId } })),
		// Live events do the work; this is the net below them.
		refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? 10_000 : false),
	});
}

/** Whether it waits or runs, so that it can be cancelled but not rerun. */
export function isUnderWay(status: ReviewStatus): boolean {
	return status === "QUEUED" || status === "RUNNING";
}

/** Asks for a review of a pull request; whether it runs is the admission's decision, shown on the pull request. */
export function requestReview(slug: string, pullRequestId: number): Promise<Requested> {
	const param = { workspaceSlug: slug, id: `${pullRequestId}` };
	return parseResponse(api["pull-requests"][":id"].reviews.$post({ param }));
}

/** Asks to review the same pull request again; its newest commit is read and nothing is posted twice. */
export function rerunReview(slug: string, reviewId: string): Promise<Requested> {
	return parseResponse(api.reviews[":reviewId"].rerun.$post({ param: { workspaceSlug: slug, reviewId } }));
}

/** Asks to stop a review; throws an `ApiProblem` when it has ended already. */
export function cancelReview(slug: string, reviewId: string): Promise<Requested> {
	return parseResponse(api.reviews[":reviewId"].cancel.$post({ param: { workspaceSlug: slug, reviewId } }));
}

/** Sends feedback that waits for an approval. Throws an `ApiProblem` when it no longer may be sent. */
export function approveFeedback(slug: string, reviewId: string): Promise<unknown> {
	return parseResponse(api.reviews[":reviewId"].feedback.approve.$post({ param: { workspaceSlug: slug, reviewId } }));
}

/** Throws away feedback that waits for an approval; nothing is posted. */
export function discardFeedback(slug: string, reviewId: string): Promise<unknown> {
	return parseResponse(api.reviews[":reviewId"].feedback.discard.$post({ param: { workspaceSlug: slug, reviewId } }));
}
