/**
 * Stable `type`s of the failures that activities report to workflows; workflows and operators tell them apart by these
 * words, so a word never changes its meaning.
 */
export const FAILURES = {
	/** The provider refused the credential: a person has to connect again. Never retried. */
	connectionNeedsAttention: "CONNECTION_NEEDS_ATTENTION",
	/** The credential is good but may not do this (403, FORBIDDEN). Never retried. */
	forbidden: "PROVIDER_FORBIDDEN",
	/** The provider does not know it, or hides it from this credential. Never retried. */
	notFound: "PROVIDER_NOT_FOUND",
	/** A primary or secondary limit: retried when the provider says so. */
	rateLimited: "PROVIDER_RATE_LIMITED",
	/** 5xx, a timeout or a broken connection: retried with backoff. */
	providerUnavailable: "PROVIDER_UNAVAILABLE",
	/** The provider says our request is wrong, or answered what we cannot read: a defect of ours. Never retried. */
	providerRejected: "PROVIDER_REJECTED",
	/** The workspace has no usable connection to a forge. Never retried. */
	noConnection: "NO_CONNECTION",
	/** A value that our own schemas or PostgreSQL refuse; the same input fails again. Never retried. */
	invalidData: "INVALID_DATA",
} as const;

export type FailureType = (typeof FAILURES)[keyof typeof FAILURES];
