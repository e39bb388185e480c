import type { WorkerDependencies } from "../operations/dependencies.ts";
import type { OpenForge } from "./forge-access.ts";
import type { AgentRunner } from "./sandbox/run-agent.ts";

/** What the review activities that meet a forge need beside the worker's own dependencies. */
export type ForgeReviewDependencies = Pick<WorkerDependencies, "configuration" | "db"> & { openForge: OpenForge };

/** What a sandbox host's review activities need. */
export type HostReviewDependencies = ForgeReviewDependencies &
	Pick<WorkerDependencies, "sealer" | "logger"> & { runner: Pick<AgentRunner, "runAgent"> };

/** A machine that runs sandboxes, and the queue of what must happen on it. */
export interface SandboxHost {
	name: string;
	taskQueue: string;
}

/** Names one review. */
export interface ReviewRef {
	workspaceId: number;
	reviewId: string;
}
