import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { type NativeConnection, Worker, type WorkerOptions } from "@temporalio/worker";
import { createActivityInterceptor } from "./activity-interceptor.ts";
import type { Metrics } from "./metrics.ts";
import type { WorkflowBundle } from "./workflow-bundle.ts";

export const DEPLOYMENT_NAME = "hephaestus";
// Memory per cached workflow is tenths of a megabyte; a miss costs one replay of a short history.
const MAX_CACHED_WORKFLOWS = 50;

export interface WorkerSetup {
	connection: NativeConnection;
	configuration: Configuration;
	metrics: Metrics;
}

/** Workers for activities only: queue, activities, how many run at once. A queue without activities gets no worker. */
export async function createActivityWorkers(
	setup: WorkerSetup,
	queues: [taskQueue: string, activities: object, maxConcurrent: number][],
): Promise<Worker[]> {
	return await Promise.all(
		queues
			.filter(([, activities]) => Object.keys(activities).length > 0)
			.map(([taskQueue, activities, maxConcurrentActivityTaskExecutions]) =>
				Worker.create({ ...sharedOptions(setup), taskQueue, activities, maxConcurrentActivityTaskExecutions }),
			),
	);
}

/**
 * The worker that runs workflows and the activities of the same queue, as one version of our deployment: workflows move
 * to the newest version by themselves (AUTO_UPGRADE), so incompatible changes go behind patches.
 */
export async function createWorkflowWorker(
	setup: WorkerSetup,
	taskQueue: string,
	activities: object,
	{ codePath, buildId }: WorkflowBundle,
): Promise<Worker> {
	return await Worker.create({
		...sharedOptions(setup),
		taskQueue,
		activities,
		workflowBundle: { codePath },
		maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
		workflowThreadPoolSize: 1,
		maxConcurrentActivityTaskExecutions: 20,
		workerDeploymentOptions: {
			version: { deploymentName: DEPLOYMENT_NAME, buildId },
			useWorkerVersioning: true,
			defaultVersioningBehavior: "AUTO_UPGRADE",
		},
	});
}

function sharedOptions({ connection, configuration, metrics }: WorkerSetup) {
	const forceSeconds = configuration.SHUTDOWN_TIMEOUT;
	return {
		connection,
		namespace: configuration.TEMPORAL_NAMESPACE,
		interceptors: { activity: [createActivityInterceptor(metrics)] },
		// Activities are asked to stop at once and given most of the time; then the worker leaves without them.
		shutdownGraceTime: Math.max(0.5, forceSeconds - 3) * 1000,
		shutdownForceTime: Math.max(1, forceSeconds - 1) * 1000,
	} satisfies Partial<WorkerOptions>;
}
