import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type WorkspaceSubject, workspaceKey } from "./query-keys.ts";

/** Which cached answers a change touches, by the name of the event. */
const touched = {
	sync: ["sync", "detail", "repositories", "people", "issues", "pull-requests"],
	"pull-request": ["pull-requests", "pull-request", "issues", "detail"],
	review: ["reviews", "review", "pull-requests", "pull-request", "detail"],
	/** The server may have missed events, so everything shown is asked for again. */
	resync: ["detail", "sync", "repositories", "people", "issues", "pull-requests", "pull-request", "reviews", "review"],
} satisfies Record<string, WorkspaceSubject[]>;

/** A sync announces every batch; pages need no more than a few looks a second. */
const coalesceMs = 400;
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

export type LiveState = "connecting" | "live";

/** Keeps the pages of a workspace current from the server's event stream, and says whether it is connected. */
export function useLiveEvents(slug: string): LiveState {
	const queryClient = useQueryClient();
	const [state, setState] = useState<LiveState>("connecting");
	useEffect(() => listen(slug, queryClient, setState), [slug, queryClient]);
	return state;
}

function listen(slug: string, queryClient: QueryClient, report: (state: LiveState) => void): () => void {
	const invalidate = coalescedInvalidation(slug, queryClient);
	let source: EventSource | null = null;
	let retry: ReturnType<typeof setTimeout> | undefined;
	let retryMs = firstRetryMs;
	let missedSome = false;

	function connect(): void {
		source = new EventSource(`/api/workspaces/${encodeURIComponent(slug)}/events`);
		source.onopen = () => {
			report("live");
			retryMs = firstRetryMs;
			if (missedSome) void queryClient.invalidateQueries({ queryKey: workspaceKey(slug) });
			missedSome = false;
		};
		for (const [name, subjects] of Object.entries(touched))
			source.addEventListener(name, () => invalidate.add(subjects));
		source.onerror = () => {
			report("connecting");
			missedSome = true;
			// The browser retries a dropped connection itself, but gives up on a refusal (an ended session, a server
			// that restarts), so who is signed in is asked again too.
			if (source?.readyState !== EventSource.CLOSED) return;
			void queryClient.invalidateQueries({ queryKey: ["user"] });
			retry = setTimeout(connect, retryMs);
			retryMs = Math.min(longestRetryMs, retryMs * 2);
		};
	}

	connect();
	return () => {
		clearTimeout(retry);
		source?.close();
		invalidate.stop();
	};
}

function coalescedInvalidation(slug: string, queryClient: QueryClient) {
	const pending = new Set<WorkspaceSubject>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	function flush(): void {
		timer = undefined;
		for (const subject of pending) void queryClient.invalidateQueries({ queryKey: workspaceKey(slug, subject) });
		pending.clear();
	}
	return {
		add(subjects: WorkspaceSubject[]): void {
			for (const subject of subjects) pending.add(subject);
			timer ??= setTimeout(flush, coalesceMs);
		},
		stop(): void {
			clearTimeout(timer);
		},
	};
}
