import type { Client, Connection } from "@temporalio/client";
import { unavailable } from "./problem-error.ts";

export interface TemporalGateway {
	/**
	 * Runs `call` with a client whose requests end after `timeoutMs`. Throws the 503 problem when Temporal cannot be
	 * reached; other failures pass through.
	 */
	use<T>(call: (client: Client) => Promise<T>, timeoutMs?: number): Promise<T>;
	/** Whether Temporal answers right now. */
	isReachable(): Promise<boolean>;
	close(): Promise<void>;
}

const TIMEOUT_MS = 3_000;
const PROBE_TIMEOUT_MS = 1_000;

/** Connects at the first use, since the API starts and takes webhooks in while Temporal is away. */
export function createTemporalGateway(options: { address: string; namespace: string }): TemporalGateway {
	let opening: Promise<{ client: Client; connection: Connection }> | null = null;

	function open() {
		opening ??= import("@temporalio/client").then(({ Client, Connection }) => {
			const connection = Connection.lazy({ address: options.address });
			return { connection, client: new Client({ connection, namespace: options.namespace }) };
		});
		return opening;
	}

	return {
		async use(call, timeoutMs = TIMEOUT_MS) {
			const { client, connection } = await open();
			try {
				return await connection.withDeadline(Date.now() + timeoutMs, () => call(client));
			} catch (error) {
				if (await isUnreachable(error)) throw temporalUnavailable(error);
				throw error;
			}
		},
		async isReachable() {
			const { connection } = await open();
			try {
				await connection.withDeadline(Date.now() + PROBE_TIMEOUT_MS, () =>
					connection.workflowService.getSystemInfo({}),
				);
				return true;
			} catch (error) {
				if (await isUnreachable(error)) return false;
				throw error;
			}
		},
		async close() {
			if (opening !== null) await (await opening).connection.close();
		},
	};
}

const UNAVAILABLE = 14;
const DEADLINE_EXCEEDED = 4;

// The client wraps gRPC failures in a ServiceError whose cause carries the status code.
async function isUnreachable(error: unknown): Promise<boolean> {
	const { isGrpcServiceError, ServiceError } = await import("@temporalio/client");
	const grpc = error instanceof ServiceError ? error.cause : error;
	return isGrpcServiceError(grpc) && (grpc.code === UNAVAILABLE || grpc.code === DEADLINE_EXCEEDED);
}

function temporalUnavailable(cause: unknown) {
	return unavailable("temporal_unavailable", "The workflow engine does not answer. Try again in a moment.", 10, cause);
}
