import { DefaultLogger, makeTelemetryFilterString, Runtime } from "@temporalio/worker";
import type { Logger } from "pino";

// Most of our workers run activities only, on purpose.
const EXPECTED = /^No workflows registered/;

/**
 * Installs the one Temporal runtime of the process: its log lines go through `logger`, signals stay ours to handle,
 * and its own metrics are off (the worker exports the ones that mean something to operators).
 */
export function installTemporalRuntime(logger: Logger): void {
	Runtime.install({
		shutdownSignals: [],
		logger: new DefaultLogger("INFO", ({ level, message, meta }) => {
			logger[EXPECTED.test(message) ? "debug" : toPinoLevel(level)](meta ?? {}, message);
		}),
		telemetryOptions: {
			logging: { forward: {}, filter: makeTelemetryFilterString({ core: "WARN", other: "ERROR" }) },
		},
	});
}

function toPinoLevel(level: string): "trace" | "debug" | "info" | "warn" | "error" {
	switch (level) {
		case "TRACE":
			return "trace";
		case "DEBUG":
			return "debug";
		case "WARN":
			return "warn";
		case "ERROR":
			return "error";
		default:
			return "info";
	}
}
