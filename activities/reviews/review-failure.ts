import type { ReviewFailureType } from "@hephaestus/domain/reviews/failures.ts";
import { ApplicationFailure } from "@temporalio/common";

/**
 * A failure that a person reads on the review's page: what happened and what to do. Never retried by Temporal unless
 * `retryable`.
 */
export function reviewFailure(
	type: ReviewFailureType,
	words: { message: string; nextStep: string },
	options: { retryable?: boolean; cause?: unknown } = {},
): ApplicationFailure {
	return ApplicationFailure.create({
		type,
		message: words.message,
		nonRetryable: options.retryable !== true,
		details: [{ nextStep: words.nextStep }],
		...(options.cause instanceof Error ? { cause: options.cause } : {}),
	});
}
