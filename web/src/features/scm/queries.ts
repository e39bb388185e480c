import type {
	admissionDecisionSchema,
	conversationEntrySchema,
	issueSchema,
	personSchema,
	pullRequestDetailSchema,
	pullRequestSchema,
	repositorySchema,
	syncStatusSchema,
} from "@hephaestus/api/scm/schema.ts";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { getJson, postJson } from "@/lib/api.ts";
import { workspaceKey } from "@/lib/query-keys.ts";

export type PullRequest = z.infer<typeof pullRequestSchema>;
export type PullRequestDetail = z.infer<typeof pullRequestDetailSchema>;
export type Issue = z.infer<typeof issueSchema>;
export type ConversationEntry = z.infer<typeof conversationEntrySchema>;
export type AdmissionDecision = z.infer<typeof admissionDecisionSchema>;
export type SyncStatus = z.infer<typeof syncStatusSchema>;
export type Repository = z.infer<typeof repositorySchema>;
export type PersonRow = z.infer<typeof personSchema>;

export interface Page<Item> {
	content: Item[];
	totalElements: number;
	page: number;
	size: number;
}

export interface WorkItemFilter {
	state?: "OPEN" | "CLOSED" | "MERGED" | undefined;
	repositoryId?: number | undefined;
	q?: string | undefined;
	page: number;
	size?: number;
}

function search(filter: object): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(filter))
		if (value !== undefined && value !== "") query.set(name, `${value}`);
	return query.toString();
}

export function syncQuery(slug: string) {
	return queryOptions({
		queryKey: workspaceKey(slug, "sync"),
		queryFn: () => getJson<SyncStatus>(`/workspaces/${slug}/sync`),
		// Live events do the work; this is the net below them.
		refetchInterval: ({ state }) => (state.data?.run?.state === "RUNNING" ? 10_000 : false),
	});
}

/** Starts a sync now; answers before it has done anything. */
export async function startSync(slug: string): Promise<void> {
	await postJson(`/workspaces/${slug}/sync`);
}

export function pullRequestsQuery(slug: string, filter: WorkItemFilter) {
	return queryOptions({
		queryKey: workspaceKey(slug, "pull-requests", filter),
		queryFn: () => getJson<Page<PullRequest>>(`/workspaces/${slug}/pull-requests?${search(filter)}`),
		placeholderData: keepPreviousData,
	});
}

export function pullRequestQuery(slug: string, id: number) {
	return queryOptions({
		queryKey: workspaceKey(slug, "pull-request", id),
		queryFn: () => getJson<PullRequestDetail>(`/workspaces/${slug}/pull-requests/${id}`),
	});
}

export function issuesQuery(slug: string, filter: WorkItemFilter) {
	return queryOptions({
		queryKey: workspaceKey(slug, "issues", filter),
		queryFn: () => getJson<Page<Issue>>(`/workspaces/${slug}/issues?${search(filter)}`),
		placeholderData: keepPreviousData,
	});
}

export function peopleQuery(slug: string, filter: { q?: string | undefined; page: number }) {
	return queryOptions({
		queryKey: workspaceKey(slug, "people", filter),
		queryFn: () => getJson<Page<PersonRow>>(`/workspaces/${slug}/people?${search(filter)}`),
		placeholderData: keepPreviousData,
	});
}

export function repositoriesQuery(slug: string) {
	return queryOptions({
		queryKey: workspaceKey(slug, "repositories"),
		queryFn: () => getJson<Page<Repository>>(`/workspaces/${slug}/repositories?size=100`),
	});
}
