import { createGitHubClients } from "./connections/github-clients.ts";
import type { WorkerDependencies } from "./operations/dependencies.ts";
import { createSandboxClaimActivities } from "./reviews/create-claim-activities.ts";
import { createReviewDeliveryActivities } from "./reviews/create-delivery-activities.ts";
import { createReviewHostActivities } from "./reviews/create-host-activities.ts";
import { createReviewRecordActivities } from "./reviews/create-record-activities.ts";
import type { SandboxHost } from "./reviews/dependencies.ts";
import { createOpenGitHub } from "./reviews/open-github.ts";
import type { AgentRunner } from "./reviews/sandbox/run-agent.ts";
import { createSyncForgeActivities } from "./scm/sync-activities.ts";
import { createSyncRunActivities } from "./scm/sync-run-activities.ts";
import { createDrainActivities } from "./webhooks/drain-activities.ts";
import { createSweepActivities } from "./webhooks/sweep-activities.ts";

/** Activities of the queue `core`: they touch PostgreSQL and Temporal only. */
export function createCoreActivities(deps: WorkerDependencies) {
	return {
		...createDrainActivities(deps),
		...createSweepActivities(deps),
		...createSyncRunActivities(deps),
		...createReviewRecordActivities(deps),
	};
}

/** Activities of the queue `forge`: they call GitHub or GitLab. */
export function createForgeActivities(deps: WorkerDependencies) {
	const openForge = createOpenGitHub(createGitHubClients(deps));
	return { ...createSyncForgeActivities(deps), ...createReviewDeliveryActivities({ ...deps, openForge }) };
}

/** Activities of the queue that every sandbox host polls: the host that answers takes the review. */
export function createClaimActivities(deps: WorkerDependencies, host: SandboxHost) {
	return createSandboxClaimActivities(deps, host);
}

/** Activities of a sandbox host's own queue: they need its disk and its container engine. */
export function createSandboxActivities(deps: WorkerDependencies, runner: Pick<AgentRunner, "runAgent">) {
	const openForge = createOpenGitHub(createGitHubClients(deps));
	return createReviewHostActivities({ ...deps, openForge, runner });
}
