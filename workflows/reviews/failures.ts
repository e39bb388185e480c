import { REVIEW_FAILURES } from "@hephaestus/domain/reviews/failures.ts";
import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from "@temporalio/workflow";

/** What a person reads on the review's page when it did not work out. */
export interface ReviewFailure {
	message: string;
	nextStep: string;
	timedOut: boolean;
}

/** Whether the host died or its engine went away under the review, so that another try elsewhere may succeed. */
export function isHostLost(error: unknown): boolean {
	if (!(error instanceof ActivityFailure) || isCancellation(error)) return false;
	const { cause } = error;
	if (cause instanceof ApplicationFailure) return cause.type === REVIEW_FAILURES.sandboxLost;
	return cause instanceof TimeoutFailure && cause.timeoutType !== "START_TO_CLOSE";
}

/** Puts a failed stage into words; activities attach the next step as `details: [{ nextStep }]`. */
export function describeFailure(error: unknown, stage: string): ReviewFailure {
	const cause = error instanceof ActivityFailure ? error.cause : error;
	if (cause instanceof TimeoutFailure) return describeTimeout(cause, stage);
	if (cause instanceof ApplicationFailure)
		return {
			message: cause.message,
			nextStep: nextStepOf(cause.details),
			timedOut: cause.type === REVIEW_FAILURES.agentTimedOut,
		};
	return {
		message: `The stage "${stage}" failed: ${cause instanceof Error ? cause.message : "no reason was given"}`,
		nextStep: ASK_OPERATOR,
		timedOut: false,
	};
}

const ASK_OPERATOR = "Run the review again; if it fails the same way, an operator finds the details in Temporal.";

function describeTimeout(timeout: TimeoutFailure, stage: string): ReviewFailure {
	if (timeout.timeoutType === "START_TO_CLOSE")
		return {
			message: `The stage "${stage}" took longer than it may.`,
			nextStep:
				"Run the review again; if it stays so, split the pull request or let an operator raise the agent's timeout_seconds in the database (table agent_config).",
			timedOut: true,
		};
	return {
		message: `The sandbox host stopped answering during the stage "${stage}".`,
		nextStep: "Check the worker and its container engine, then run the review again.",
		timedOut: false,
	};
}

function nextStepOf(details: unknown): string {
	const [first]: unknown[] = Array.isArray(details) ? details : [];
	const has = typeof first === "object" && first !== null && "nextStep" in first;
	return has && typeof first.nextStep === "string" ? first.nextStep : ASK_OPERATOR;
}
