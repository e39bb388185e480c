import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { pino } from "pino";

const SECRET_FIELDS = ["token", "password", "secret", "apiKey", "privateKey", "authorization", "credential", "key"];

/** JSON lines on stdout with a redaction of every field that names a secret, two levels deep. */
export function createLogger(configuration: Configuration, process: string) {
	return pino({
		level: configuration.LOG_LEVEL,
		base: { process, version: configuration.APP_VERSION },
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (level) => ({ level }) },
		redact: {
			paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`, `*.headers.${field}`]),
			censor: "[redacted]",
		},
	});
}
