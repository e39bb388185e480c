import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { refreshOnce } from "@/lib/api-fetch.ts";
import { userQuery } from "./queries.ts";

const leadMs = 60_000;
const shortestMs = 5_000;

/**
 * Renews the session a minute before its token ends, as long as somebody is at work; an expired token cannot be
 * renewed. Without any activity during a token's life the session lapses (identity specification, section 9).
 */
export function useKeepAlive(): void {
	const queryClient = useQueryClient();
	const { data: user } = useQuery(userQuery);
	const expiresAtMs = user ? user.accessTokenExpiresAt * 1000 : null;
	useEffect(() => {
		if (expiresAtMs === null) return;
		return keepAlive(expiresAtMs, async () => {
			await refreshOnce();
			await queryClient.invalidateQueries({ queryKey: userQuery.queryKey });
		});
	}, [expiresAtMs, queryClient]);
}

/** Whether anything was done during the life of the present token; arriving counts. */
let isActive = true;

function keepAlive(expiresAtMs: number, renew: () => Promise<void>): () => void {
	const remainingMs = expiresAtMs - Date.now();
	const dueAtMs = Date.now() + Math.max(remainingMs - leadMs, remainingMs > leadMs ? 0 : shortestMs);
	const renewWhenDue = () => {
		if (!isActive || Date.now() < dueAtMs) return;
		isActive = false;
		void renew().catch(() => {
			// The next request meets the same failure and shows it.
			isActive = true;
		});
	};
	const noteActivity = () => {
		isActive = true;
		renewWhenDue();
	};
	const timer = setTimeout(renewWhenDue, dueAtMs - Date.now() + 50);
	const events = ["pointerdown", "keydown", "focus"] as const;
	for (const event of events) addEventListener(event, noteActivity);
	return () => {
		clearTimeout(timer);
		for (const event of events) removeEventListener(event, noteActivity);
	};
}
