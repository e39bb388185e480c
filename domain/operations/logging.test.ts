import assert from "node:assert/strict";
import { test } from "node:test";
import { loggingOptions } from "./logging.ts";

test("lines name their process and version, and the level is a word", () => {
	const options = loggingOptions({ LOG_LEVEL: "info", APP_VERSION: "1.2.3" }, "worker");
	assert.deepEqual(options.base, { process: "worker", version: "1.2.3" });
	assert.deepEqual(options.formatters.level("warn"), { level: "warn" });
});

test("fields that may hold a secret are redacted two levels deep", () => {
	const { redact } = loggingOptions({ LOG_LEVEL: "info", APP_VERSION: "1.2.3" }, "api");
	for (const path of ["token", "*.personalAccessToken", "*.*.authorization"])
		assert.ok(redact.paths.includes(path), path);
});
