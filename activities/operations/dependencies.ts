import type { Database } from "@hephaestus/db/operations/database.ts";
import type { Sealer } from "@hephaestus/db/operations/sealer.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { Client } from "@temporalio/client";
import type { Logger } from "pino";
import type { Metrics } from "./metrics.ts";

/** What activity factories may depend on; made once when the worker starts. */
export interface WorkerDependencies {
	configuration: Configuration;
	db: Database;
	sealer: Sealer;
	logger: Logger;
	metrics: Metrics;
	/** For signalling and scheduling other workflows; inside a workflow use the workflow's own API. */
	temporal: Client;
}
