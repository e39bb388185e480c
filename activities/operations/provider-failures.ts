import { FAILURES, type FailureType } from "@hephaestus/domain/operations/failures.ts";
import { ApplicationFailure } from "@temporalio/common";
import { z } from "zod";

// The shapes of octokit's RequestError and GraphqlResponseError, as far as a decision depends on them.
const httpError = z.object({
	name: z.literal("HttpError"),
	status: z.number(),
	message: z.string(),
	response: z.object({ headers: z.record(z.string(), z.unknown()) }).optional(),
});
const graphqlError = z.object({
	name: z.literal("GraphqlResponseError"),
	message: z.string(),
	headers: z.record(z.string(), z.unknown()).default({}),
	errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).default([]),
});
const SOCKET_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EPIPE"]);
// At least a minute when the provider says neither Retry-After nor a reset (GitHub's rule for secondary limits).
const DEFAULT_WAIT_MS = 60_000;

/**
 * Turns what a provider's client threw into the typed failure that workflows and operators see; null when the error is
 * not a provider's. `now` decides how long a rate limit has to be waited out.
 */
export function toProviderFailure(error: unknown, now: Date): ApplicationFailure | null {
	const http = httpError.safeParse(toPlain(error));
	if (http.success) return fromHttp(http.data, now);
	const graphql = graphqlError.safeParse(toPlain(error));
	if (graphql.success) return fromGraphql(graphql.data, now);
	return isNetworkFailure(error) ? failure(FAILURES.providerUnavailable, messageOf(error), true) : null;
}

/** Whether a page was too heavy for the provider, so that a smaller one may pass (502, 503, 504). */
export function isTooHeavy(error: unknown): boolean {
	const http = httpError.safeParse(toPlain(error));
	return http.success && [502, 503, 504].includes(http.data.status);
}

function fromHttp({ status, message, response }: z.infer<typeof httpError>, now: Date): ApplicationFailure {
	const headers = response?.headers ?? {};
	const limited =
		status === 429 ||
		(status === 403 &&
			(headers["retry-after"] !== undefined ||
				String(headers["x-ratelimit-remaining"]) === "0" ||
				/rate limit|abuse|secondary/i.test(message)));
	if (limited) return failure(FAILURES.rateLimited, message, true, waitMs(headers, now));
	if (status === 401) return failure(FAILURES.connectionNeedsAttention, message, false);
	if (status === 403) return failure(FAILURES.forbidden, message, false);
	if (status === 404 || status === 410) return failure(FAILURES.notFound, message, false);
	if (status >= 500) return failure(FAILURES.providerUnavailable, message, true);
	return failure(FAILURES.providerRejected, message, false);
}

function fromGraphql({ errors, headers, message }: z.infer<typeof graphqlError>, now: Date): ApplicationFailure {
	const types = errors.map(({ type }) => type);
	const text = errors.map((error) => error.message).join("; ") || message;
	if (types.includes("RATE_LIMITED") || /rate limit/i.test(text))
		return failure(FAILURES.rateLimited, text, true, waitMs(headers, now));
	if (types.includes("NOT_FOUND")) return failure(FAILURES.notFound, text, false);
	if (types.includes("FORBIDDEN") || types.includes("INSUFFICIENT_SCOPES"))
		return failure(FAILURES.forbidden, text, false);
	if (/something went wrong|timeout/i.test(text)) return failure(FAILURES.providerUnavailable, text, true);
	return failure(FAILURES.providerRejected, text, false);
}

function failure(type: FailureType, message: string, retryable: boolean, nextRetryDelay?: number): ApplicationFailure {
	return ApplicationFailure.create({
		type,
		message,
		nonRetryable: !retryable,
		...(nextRetryDelay && { nextRetryDelay }),
	});
}

function waitMs(headers: Record<string, unknown>, now: Date): number {
	const retryAfterSeconds = Number(headers["retry-after"]);
	if (retryAfterSeconds > 0) return retryAfterSeconds * 1000;
	const resetSeconds = Number(headers["x-ratelimit-reset"]);
	if (String(headers["x-ratelimit-remaining"]) === "0" && resetSeconds > 0)
		return Math.max(1000, resetSeconds * 1000 - now.getTime() + 1000);
	return DEFAULT_WAIT_MS;
}

function isNetworkFailure(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (error.name === "TimeoutError" || error.message === "fetch failed") return true;
	if ("code" in error && SOCKET_CODES.has(String(error.code))) return true;
	return error.cause !== undefined && isNetworkFailure(error.cause);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** An error with its name and message as fields of its own, which zod would not see on the instance. */
export function toPlain(error: unknown): unknown {
	return error instanceof Error ? { ...error, name: error.name, message: error.message } : error;
}
