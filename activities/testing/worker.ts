import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { Worker } from "@temporalio/worker";
import { createCoreActivities, createForgeActivities } from "../all-activities.ts";
import { createActivityInterceptor } from "../operations/activity-interceptor.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { ensureWorkflowBundle } from "../operations/workflow-bundle.ts";
import type { TestTemporal } from "./temporal.ts";

/** Runs our workflows and the activities of `core` and `forge` in this process until `stop`. */
export async function startTestWorker(
	temporal: TestTemporal,
	deps: WorkerDependencies,
): Promise<{ stop(): Promise<void> }> {
	const { codePath } = await ensureWorkflowBundle();
	const shared = {
		connection: temporal.connection,
		namespace: temporal.namespace,
		interceptors: { activity: [createActivityInterceptor(deps.metrics)] },
	};
	const workers = await Promise.all([
		Worker.create({
			...shared,
			taskQueue: QUEUES.core,
			activities: createCoreActivities(deps),
			workflowBundle: { codePath },
		}),
		Worker.create({ ...shared, taskQueue: QUEUES.forge, activities: createForgeActivities(deps) }),
	]);
	const done = Promise.all(workers.map((worker) => worker.run()));
	return {
		async stop() {
			for (const worker of workers) if (worker.getState() === "RUNNING") worker.shutdown();
			await done;
		},
	};
}
