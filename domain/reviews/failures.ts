/** Types of the failures that review activities report; the workflow and operators tell them apart by these words. */
export const REVIEW_FAILURES = {
	/** The host's engine went away under the review: another host may succeed. */
	sandboxLost: "SANDBOX_LOST",
	/** Every container of the host, or of the agent's limit, is in use: tried again soon. */
	sandboxBusy: "SANDBOX_BUSY",
	/** The commit to review is not on the forge any more. Never retried. */
	headMissing: "HEAD_MISSING",
	/** Nothing to review: no difference between the branches, or no practice. Never retried. */
	nothingToReview: "NOTHING_TO_REVIEW",
	/** The repository or the change is larger than a review takes. Never retried. */
	tooLarge: "TOO_LARGE",
	/** Git could not fetch or read the repository: tried again. */
	gitFailed: "GIT_FAILED",
	/** The agent ran and did not produce a review. Never retried by itself. */
	agentFailed: "AGENT_FAILED",
	/** The agent ran out of its time before it reported anything. */
	agentTimedOut: "AGENT_TIMED_OUT",
	/** What the agent reported cannot be believed as a whole. Never retried by itself. */
	findingsUnusable: "FINDINGS_UNUSABLE",
} as const;

export type ReviewFailureType = (typeof REVIEW_FAILURES)[keyof typeof REVIEW_FAILURES];
