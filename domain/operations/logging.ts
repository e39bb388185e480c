import type { Configuration } from "./configuration.ts";

/** Fields that may hold a secret wherever they stand; request bodies and headers are never logged whole. */
const SECRET_FIELDS = [
	"apiKey",
	"authorization",
	"cookie",
	"credential",
	"key",
	"password",
	"personalAccessToken",
	"privateKey",
	"secret",
	"token",
];

/**
 * What makes the log lines of every process alike: which process and version says it, the level as a word, and no
 * secret, two levels deep. Options of pino, to which a process adds how it tells the time.
 */
export function loggingOptions(configuration: Pick<Configuration, "LOG_LEVEL" | "APP_VERSION">, process: string) {
	return {
		level: configuration.LOG_LEVEL,
		base: { process, version: configuration.APP_VERSION },
		formatters: { level: (level: string) => ({ level }) },
		redact: {
			paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
			censor: "[redacted]",
		},
	};
}
