import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { loggingOptions } from "@hephaestus/domain/operations/logging.ts";
import { type Logger, pino, stdTimeFunctions } from "pino";

/** JSON lines on standard output with the time in ISO form; `process` names who writes them. */
export function createLogger(configuration: Configuration, process: string): Logger {
	return pino({ ...loggingOptions(configuration, process), timestamp: stdTimeFunctions.isoTime });
}
