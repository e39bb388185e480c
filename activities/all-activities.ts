import type { WorkerDependencies } from "./operations/dependencies.ts";
import { createSyncForgeActivities } from "./scm/sync-activities.ts";
import { createSyncRunActivities } from "./scm/sync-run-activities.ts";
import { createSweepActivities } from "./webhooks/sweep-activities.ts";

/** Activities of the queue `core`: they touch PostgreSQL and Temporal only. */
export function createCoreActivities(deps: WorkerDependencies) {
	return { ...createSweepActivities(deps), ...createSyncRunActivities(deps) };
}

/** Activities of the queue `forge`: they call GitHub or GitLab. */
export function createForgeActivities(deps: WorkerDependencies) {
	return { ...createSyncForgeActivities(deps) };
}

/** Activities of the queue that every sandbox host polls: the host that answers takes the review. */
export function createClaimActivities(_deps: WorkerDependencies, host: SandboxHost) {
	return {
		async claimSandboxHost(): Promise<SandboxHost> {
			return host;
		},
	};
}

/** Activities of a sandbox host's own queue: they need its disk and its container engine. */
export function createSandboxActivities(_deps: WorkerDependencies, _host: SandboxHost) {
	return {};
}

export interface SandboxHost {
	name: string;
	taskQueue: string;
}
