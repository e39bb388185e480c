import type { createSandboxClaimActivities } from "@hephaestus/activities/reviews/create-claim-activities.ts";
import type { createReviewDeliveryActivities } from "@hephaestus/activities/reviews/create-delivery-activities.ts";
import type { createReviewHostActivities } from "@hephaestus/activities/reviews/create-host-activities.ts";
import type { createReviewRecordActivities } from "@hephaestus/activities/reviews/create-record-activities.ts";
import { proxyActivities } from "@temporalio/workflow";
import { QUEUES } from "../operations/queues.ts";

/** PostgreSQL only: quick, and retried for as long as the database may be away. */
export const records = proxyActivities<ReturnType<typeof createReviewRecordActivities>>({
	taskQueue: QUEUES.core,
	startToCloseTimeout: "1 minute",
	scheduleToCloseTimeout: "6 hours",
	retry: { maximumInterval: "30 seconds" },
});

/** Waits for a host without limit: a review without a container engine waits, it does not run unsandboxed. */
export const claims = proxyActivities<ReturnType<typeof createSandboxClaimActivities>>({
	taskQueue: QUEUES.sandbox,
	startToCloseTimeout: "30 seconds",
	retry: { maximumInterval: "10 seconds" },
});

/** Posting is retried: it looks for its own comments before it writes one. */
export const delivery = proxyActivities<Pick<ReturnType<typeof createReviewDeliveryActivities>, "deliverReview">>({
	taskQueue: QUEUES.forge,
	startToCloseTimeout: "5 minutes",
	heartbeatTimeout: "1 minute",
	scheduleToCloseTimeout: "2 hours",
	retry: { maximumInterval: "1 minute" },
});

/** Answers of a few words, which do not beat while they are given. */
export const answers = proxyActivities<Pick<ReturnType<typeof createReviewDeliveryActivities>, "answerRefusedCommand">>(
	{
		taskQueue: QUEUES.forge,
		startToCloseTimeout: "1 minute",
		scheduleToCloseTimeout: "2 hours",
		retry: { maximumInterval: "1 minute" },
	},
);

/** Courtesy that nothing may wait for long. */
export const courtesy = proxyActivities<Pick<ReturnType<typeof createReviewDeliveryActivities>, "acknowledgeCommand">>({
	taskQueue: QUEUES.forge,
	startToCloseTimeout: "10 seconds",
	scheduleToCloseTimeout: "20 seconds",
});

const onHost = { heartbeatTimeout: "30 seconds", scheduleToStartTimeout: "2 minutes" } as const;

/** What runs on the disk of one host. The agent gets one attempt here: restarting it is the workflow's decision. */
export function hostProxies(taskQueue: string, agentTimeoutSeconds: number) {
	type Host = ReturnType<typeof createReviewHostActivities>;
	const { prepareReview } = proxyActivities<Pick<Host, "prepareReview">>({
		...onHost,
		taskQueue,
		startToCloseTimeout: "15 minutes",
		retry: { maximumAttempts: 3 },
	});
	const { runReviewAgent } = proxyActivities<Pick<Host, "runReviewAgent">>({
		...onHost,
		taskQueue,
		startToCloseTimeout: (agentTimeoutSeconds + 300) * 1000,
		retry: { maximumAttempts: 1 },
	});
	const { discardReviewFiles } = proxyActivities<Pick<Host, "discardReviewFiles">>({
		taskQueue,
		startToCloseTimeout: "1 minute",
		scheduleToCloseTimeout: "2 minutes",
		retry: { maximumAttempts: 3 },
	});
	return { prepareReview, runReviewAgent, discardReviewFiles };
}
