import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem, isSignedOut } from "@/lib/api-problem.ts";

/** @param onSignedOut called when the session has ended for good, whatever request found out. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
	const noticeSignOut = (error: Error) => {
		if (isSignedOut(error)) onSignedOut();
	};
	return new QueryClient({
		queryCache: new QueryCache({ onError: noticeSignOut }),
		mutationCache: new MutationCache({ onError: noticeSignOut }),
		defaultOptions: { queries: { staleTime: 15_000, retry: isWorthRetrying } },
	});
}

/** Refusals stay refusals; only a missing answer or a failing server may be different next time. */
function isWorthRetrying(failures: number, error: Error): boolean {
	const transient = error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
	return transient && failures < 2;
}
