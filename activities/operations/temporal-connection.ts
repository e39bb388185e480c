import { setTimeout as sleep } from "node:timers/promises";
import { NativeConnection } from "@temporalio/worker";
import type { Logger } from "pino";

const RETRY_MS = 2_000;

/**
 * Connects to the Temporal frontend and keeps trying until it answers or `signal` aborts (then it throws). Work waits
 * in PostgreSQL meanwhile, so waiting loses nothing; each wait is logged with what to check.
 */
export async function connectTemporal(address: string, logger: Logger, signal: AbortSignal): Promise<NativeConnection> {
	for (;;) {
		try {
			return await NativeConnection.connect({ address });
		} catch (error) {
			logger.warn(
				{ address, err: error },
				"Temporal does not answer; check TEMPORAL_ADDRESS and that the server runs. Trying again",
			);
			await sleep(RETRY_MS, undefined, { signal });
		}
	}
}
