import { setTimeout as sleep } from "node:timers/promises";
import type { NativeConnection } from "@temporalio/worker";
import type { Logger } from "pino";
import { DEPLOYMENT_NAME } from "./create-worker.ts";

const RETRY_MS = 500;

/**
 * Makes `buildId` the version that new workflow tasks go to. The server knows a version only once its worker polls, so
 * this keeps trying until it does; `signal` ends it.
 */
export async function setCurrentVersion(
	connection: NativeConnection,
	namespace: string,
	buildId: string,
	logger: Logger,
	signal: AbortSignal,
): Promise<void> {
	for (let attempt = 1; !signal.aborted; attempt++) {
		try {
			await connection.workflowService.setWorkerDeploymentCurrentVersion({
				namespace,
				deploymentName: DEPLOYMENT_NAME,
				buildId,
				ignoreMissingTaskQueues: true,
			});
			logger.info({ buildId }, "New workflow tasks go to this version");
			return;
		} catch (error) {
			if (attempt % 20 === 0) logger.warn({ err: error, buildId }, "The version could not be made current yet");
			await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
		}
	}
}
