import { type Logger, pino, stdTimeFunctions } from "pino";

/** Where secrets could stand in what is logged; request bodies and headers are never logged at all. */
const SECRET_PATHS = ["password", "token", "secret", "authorization", "cookie", "personalAccessToken"];

/** JSON lines to standard output with the time in ISO form. */
export function createLogger(options: { level: string; version: string }): Logger {
	return pino({
		level: options.level,
		base: { service: "hephaestus-api", version: options.version },
		timestamp: stdTimeFunctions.isoTime,
		redact: { paths: SECRET_PATHS.flatMap((path) => [path, `*.${path}`, `err.*.${path}`]), censor: "[redacted]" },
	});
}
