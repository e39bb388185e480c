import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Connection } from "@temporalio/client";
import { msToTs } from "@temporalio/common/lib/time.js";
import { NativeConnection } from "@temporalio/worker";
import { registerSearchAttributes } from "../operations/register-search-attributes.ts";

export interface TestTemporal {
	/** host:port of the frontend. */
	address: string;
	/** A namespace of this call's own: ids and queues cannot meet those of other test files. */
	namespace: string;
	client: Client;
	/** For `Worker.create`. */
	connection: NativeConnection;
	/** Closes the connections, and the server too when this call started it. */
	stop(): Promise<void>;
}

/**
 * A fresh namespace, with our search attributes, on a real Temporal dev server: the one named by
 * HEPHAESTUS_TEST_TEMPORAL (`host:port`; the test runner starts one for all files), else one started here from
 * HEPHAESTUS_TEST_TEMPORAL_BIN, else from `temporal` on the PATH.
 */
export async function startTestTemporal(): Promise<TestTemporal> {
	const server = await findOrStartServer();
	const connection = await Connection.connect({ address: server.address });
	const namespace = `test-${randomUUID()}`;
	await connection.workflowService.registerNamespace({
		namespace,
		workflowExecutionRetentionPeriod: msToTs("1 day"),
	});
	await untilUsable(() => registerSearchAttributes(connection, namespace));
	const native = await NativeConnection.connect({ address: server.address });
	return {
		address: server.address,
		namespace,
		client: new Client({ connection, namespace }),
		connection: native,
		async stop() {
			await native.close();
			await connection.close();
			await server.stop();
		},
	};
}

async function findOrStartServer(): Promise<{ address: string; stop(): Promise<void> }> {
	const shared = process.env.HEPHAESTUS_TEST_TEMPORAL;
	if (shared !== undefined) return { address: shared, stop: async () => undefined };
	const { TestWorkflowEnvironment } = await import("@temporalio/testing");
	const path = process.env.HEPHAESTUS_TEST_TEMPORAL_BIN ?? (await findOnPath("temporal"));
	const environment = await TestWorkflowEnvironment.createLocal({
		server: { executable: { type: "existing-path", path }, log: { format: "pretty", level: "error" } },
	});
	return { address: environment.address, stop: () => environment.teardown() };
}

async function findOnPath(program: string): Promise<string> {
	for (const folder of (process.env.PATH ?? "").split(delimiter)) {
		const path = join(folder, program);
		if (await stat(path).catch(() => null)) return path;
	}
	throw new Error(`${program} is not on the PATH; set HEPHAESTUS_TEST_TEMPORAL_BIN to the Temporal CLI.`);
}

// A namespace is known to every part of the server only a moment after it was registered.
async function untilUsable(work: () => Promise<void>): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work();
		} catch (error) {
			if (attempt === 100) throw error;
			await sleep(100);
		}
	}
}
