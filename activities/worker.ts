import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { ConfigurationInvalid, parseConfiguration } from "@hephaestus/domain/operations/configuration.ts";
import { createLogger } from "./operations/logger.ts";
import "./operations/small-heap.ts";

/** The worker process: configured by its environment only, ended by SIGTERM or SIGINT. */
const EXIT_BAD_CONFIGURATION = 78;

const configuration = readConfiguration();
const logger = createLogger(configuration, "worker");
if (!configuration.HEPHAESTUS_RUNTIME_WORKER_ENABLED) {
	logger.info("HEPHAESTUS_RUNTIME_WORKER_ENABLED is off: this process has nothing to do and ends");
	process.exit(0);
}
const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());

try {
	// Loaded only now: a bad configuration is told at once, and the heap's settings hold from the start.
	const { runWorkerProcess } = await import("./operations/run-worker-process.ts");
	await runWorkerProcess(configuration, logger, stop.signal);
	process.exit(0);
} catch (error) {
	if (stop.signal.aborted) process.exit(0);
	if (error instanceof ConfigurationInvalid) refuse(error);
	logger.fatal({ err: error }, "The worker ended; start it again once the cause is mended");
	process.exit(1);
}

function readConfiguration(): Configuration {
	try {
		return parseConfiguration(process.env);
	} catch (error) {
		if (!(error instanceof ConfigurationInvalid)) throw error;
		return refuse(error);
	}
}

function refuse(error: ConfigurationInvalid): never {
	process.stderr.write(`${error.message}\n`);
	process.exit(EXIT_BAD_CONFIGURATION);
}
