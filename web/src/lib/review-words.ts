import type { ReviewStage, ReviewStatus } from "@hephaestus/domain/reviews/states.ts";
import { formatConstant } from "./format.ts";

export type { ReviewStage, ReviewStatus };

export const stageWords: Record<ReviewStage, { name: string; means: string }> = {
	QUEUED: { name: "Queued", means: "Waits for its turn and for newer pushes" },
	WAITING_FOR_SANDBOX: { name: "Waiting for a sandbox", means: "A free container is needed" },
	PREPARING: { name: "Preparing", means: "The change, its history and the practices are laid out" },
	REVIEWING: { name: "Reviewing", means: "The reviewer reads the change in its container" },
	VALIDATING: { name: "Validating", means: "Each finding is checked against the change" },
	COMPOSING: { name: "Composing", means: "Findings become feedback" },
	DELIVERING: { name: "Delivering", means: "Feedback goes to the pull request" },
	DONE: { name: "Done", means: "Everything is recorded" },
};

export const statusWords: Record<ReviewStatus, string> = {
	QUEUED: "Queued",
	RUNNING: "Running",
	COMPLETED: "Completed",
	FAILED: "Failed",
	TIMED_OUT: "Timed out",
	CANCELLED: "Cancelled",
};

const triggers: Record<string, string> = {
	PullRequestCreated: "The pull request was opened",
	PullRequestReady: "It became ready for review",
	PullRequestSynchronized: "New commits were pushed",
	MANUAL: "Somebody asked in the app",
	COMMAND: "Somebody asked in a comment",
	RERUN: "Somebody asked for a rerun",
};

/** Why a review was asked for, in words. */
export function triggerWords(trigger: string): string {
	return triggers[trigger] ?? formatConstant(trigger);
}
