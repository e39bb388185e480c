import { ConfigurationInvalid, parseConfiguration } from "@hephaestus/domain/operations/configuration.ts";
import { runServerProcess } from "./operations/run-server-process.ts";

/** Exit code of a process that is not configured right (sysexits EX_CONFIG). */
const EX_CONFIG = 78;

try {
	await runServerProcess(parseConfiguration(process.env));
} catch (error) {
	if (!(error instanceof ConfigurationInvalid)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exit(EX_CONFIG);
}
