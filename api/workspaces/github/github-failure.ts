import { type ProblemError, unavailable } from "../../operations/problem-error.ts";

/** The HTTP status of an answer that Octokit threw as an error; null for anything else. */
export function statusOf(error: unknown): number | null {
	if (!(error instanceof Error) || error.name !== "HttpError" || !("status" in error)) return null;
	return typeof error.status === "number" ? error.status : null;
}

/**
 * Runs a call to GitHub and turns what the caller cannot help into the 503 problem: no connection, a server error, a
 * rate limit. Answers about the request itself (401, 403 without a limit, 404 …) pass through.
 */
export async function askGitHub<T>(call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		throw asUnavailable(error) ?? error;
	}
}

function asUnavailable(error: unknown): ProblemError | null {
	const status = statusOf(error);
	const isNetwork =
		error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError" || isFetchFailure(error));
	if (isNetwork || (status !== null && status >= 500))
		return unavailable("github_unavailable", "GitHub does not answer. Try again in a moment.", 10, error);
	if (status === 429 || (status === 403 && isRateLimited(error)))
		return unavailable("github_rate_limited", "GitHub's rate limit is used up. Try again in a few minutes.", 60, error);
	return null;
}

// Octokit wraps what fetch throws into an HttpError with status 500, or passes the TypeError on.
function isFetchFailure(error: Error): boolean {
	return error instanceof TypeError && error.message === "fetch failed";
}

function isRateLimited(error: unknown): boolean {
	return error instanceof Error && /rate limit/i.test(error.message);
}
