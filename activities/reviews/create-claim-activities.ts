import { noteProgress } from "@hephaestus/db/reviews/note-progress.ts";
import { reserveSandbox } from "@hephaestus/db/reviews/reserve-sandbox.ts";
import { REVIEW_FAILURES } from "@hephaestus/domain/reviews/failures.ts";
import { ApplicationFailure, ApplicationFailureCategory } from "@temporalio/common";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import type { ReviewRef, SandboxHost } from "./dependencies.ts";

export interface ClaimedHost {
	name: string;
	taskQueue: string;
	agentTimeoutSeconds: number;
}

/** The activity of the queue that every sandbox host polls: whoever answers, and has a place left, takes the review. */
export function createSandboxClaimActivities(
	{ db, configuration }: Pick<WorkerDependencies, "db" | "configuration">,
	host: SandboxHost,
) {
	return {
		async claimSandboxHost({ workspaceId, reviewId }: ReviewRef): Promise<ClaimedHost> {
			const capacity = configuration.SANDBOX_MAX_CONCURRENT;
			const reservation = await reserveSandbox(db, { reviewId, host: host.name, capacity });
			if (reservation.granted) return { ...host, agentTimeoutSeconds: reservation.timeoutSeconds };
			const detail = `${reservation.reason}; the review waits its turn`;
			await noteProgress(db, { workspaceId, reviewId, stage: "WAITING_FOR_SANDBOX", detail });
			throw ApplicationFailure.create({
				type: REVIEW_FAILURES.sandboxBusy,
				message: detail,
				nextRetryDelay: "3 seconds",
				category: ApplicationFailureCategory.BENIGN,
			});
		},
	};
}
