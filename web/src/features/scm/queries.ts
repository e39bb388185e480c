import type { ScmApi } from "@hephaestus/api/client.ts";
import type {
	admissionDecisionSchema,
	conversationEntrySchema,
	issueSchema,
	personSchema,
	pullRequestDetailSchema,
	pullRequestSchema,
	syncStatusSchema,
} from "@hephaestus/api/scm/schema.ts";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { hc, parseResponse } from "hono/client";
import type { z } from "zod";
import { apiFetch } from "@/lib/api-fetch.ts";
import { workspaceKey } from "@/lib/query-keys.ts";

const api = hc<ScmApi>("/api", { fetch: apiFetch }).workspaces[":workspaceSlug"];

export type PullRequest = z.infer<typeof pullRequestSchema>;
export type PullRequestDetail = z.infer<typeof pullRequestDetailSchema>;
export type Issue = z.infer<typeof issueSchema>;
export type ConversationEntry = z.infer<typeof conversationEntrySchema>;
export type AdmissionDecision = z.infer<typeof admissionDecisionSchema>;
export type SyncStatus = z.infer<typeof syncStatusSchema>;
export type PersonRow = z.infer<typeof personSchema>;

export interface WorkItemFilter {
	state?: "OPEN" | "CLOSED" | "MERGED" | undefined;
	repositoryId?: number | undefined;
	q?: string | undefined;
	page: number;
	size?: number;
}

/** How the mirror stands. */
export function syncQuery(slug: string) {
	return queryOptions({
		queryKey: workspaceKey(slug, "sync"),
		queryFn: () => parseResponse(api.sync.$get({ param: { workspaceSlug: slug } })),
		// Live events do the work; this is the net below them.
		refetchInterval: ({ state }) => (state.data?.run?.state === "RUNNING" ? 10_000 : false),
	});
}

/** Starts a sync now; answers before it has done anything. */
export async function startSync(slug: string): Promise<void> {
	await api.sync.$post({ param: { workspaceSlug: slug } });
}

/** One page of pull requests; the page before stays until it is there. */
export function pullRequestsQuery(slug: string, filter: WorkItemFilter) {
	return queryOptions({
		queryKey: workspaceKey(slug, "pull-requests", filter),
		queryFn: () => parseResponse(api["pull-requests"].$get({ param: { workspaceSlug: slug }, query: filter })),
		placeholderData: keepPreviousData,
	});
}

/** A pull request with its conversation, reviews and what was decided about reviewing it. */
export function pullRequestQuery(slug: string, id: number) {
	return queryOptions({
		queryKey: workspaceKey(slug, "pull-request", id),
		queryFn: () => parseResponse(api["pull-requests"][":id"].$get({ param: { workspaceSlug: slug, id } })),
	});
}

/** One page of issues; the page before stays until it is there. */
export function issuesQuery(slug: string, filter: WorkItemFilter) {
	return queryOptions({
		queryKey: workspaceKey(slug, "issues", filter),
		queryFn: () => parseResponse(api.issues.$get({ param: { workspaceSlug: slug }, query: filter })),
		placeholderData: keepPreviousData,
	});
}

/** One page of people and bots by login. */
export function peopleQuery(slug: string, filter: { q?: string | undefined; page: number }) {
	return queryOptions({
		queryKey: workspaceKey(slug, "people", filter),
		queryFn: () => parseResponse(api.people.$get({ param: { workspaceSlug: slug }, query: filter })),
		placeholderData: keepPreviousData,
	});
}

/** The repositories to filter by. */
export function repositoriesQuery(slug: string) {
	return queryOptions({
		queryKey: workspaceKey(slug, "repositories"),
		queryFn: () => parseResponse(api.repositories.$get({ param: { workspaceSlug: slug }, query: { size: 100 } })),
	});
}
