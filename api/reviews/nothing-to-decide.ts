import { conflict, type ProblemError } from "../operations/problem-error.ts";

const REASONS: Record<string, string> = {
	PREPARED: "It is being sent already.",
	DELIVERED: "It was sent already.",
	SUPERSEDED: "A newer review of the same pull request took its place; decide about that one.",
	SUPPRESSED: "It was held back for the reason that the review's page names; run the review again.",
	DISCARDED: "It was discarded; run the review again to get new feedback.",
	FAILED: "It could not be sent; run the review again.",
};

/** The 409 problem for a decision about feedback that does not wait for one (`null`: there is none). */
export function nothingToDecide(state: string | null): ProblemError {
	const reason = state === null ? "The review has no feedback (yet)." : REASONS[state];
	return conflict("not_awaiting_approval", "Nothing waits for an approval", reason ?? `The feedback is ${state}.`);
}
