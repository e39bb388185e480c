import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { loggingOptions } from "@hephaestus/domain/operations/logging.ts";
import { type Logger, pino, stdTimeFunctions } from "pino";

/** JSON lines on standard output with the time in ISO form. */
export function createLogger(configuration: Configuration): Logger {
	return pino({ ...loggingOptions(configuration, "api"), timestamp: stdTimeFunctions.isoTime });
}
