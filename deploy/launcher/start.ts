import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ConfigurationInvalid } from "@hephaestus/domain/operations/configuration.ts";
import { card } from "./card.ts";
import { startInstance } from "./instance.ts";
import { PartFailed } from "./part.ts";
import { REPOSITORY } from "./repository.ts";
import { createScreen } from "./screen.ts";
import { PORTS, resolveDataFolder } from "./settings.ts";
import { StartFailed, StartInterrupted } from "./start-parts.ts";

const USAGE = `npm start [-- options]: runs the whole system on this machine

  --port NUMBER   port of the application (8080)
  --data FOLDER   folder of its data (.data)
  --reset         starts over with an empty data folder
  --help          this text

Variables of the environment, or of a file .env, are described in docs/operators/configuration.md. Ports of the parts:
${Object.values(PORTS)
	.map(({ variable, standard }) => `  ${variable.padEnd(27)} ${standard}`)
	.join("\n")}

The simulated GitHub also reads:
  GITHUB_SIMULATOR_SCALE=2000  adds a repository with that many pull requests, to measure a sync
  GITHUB_SIMULATOR_LIVE=true   people go on working: they push, comment and open pull requests
`;
const EXIT_USAGE = 2;
const EXIT_BAD_CONFIGURATION = 78;

const begin = performance.now();
const options = readArguments();
const dotenv = join(REPOSITORY, ".env");
if (existsSync(dotenv)) process.loadEnvFile(dotenv);
if (options.port !== undefined) process.env.SERVER_PORT = options.port;

const screen = createScreen(process.stdout);
const interrupted = new AbortController();
const untilInterrupted = new Promise<void>((resolve) => interrupted.signal.addEventListener("abort", () => resolve()));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());

try {
	const instance = await startInstance({
		dataFolder: resolveDataFolder(options.data, process.env),
		ports: "standard",
		environment: process.env,
		screen,
		reset: options.reset === true,
		signal: interrupted.signal,
	});
	console.log(card(instance, (performance.now() - begin) / 1000));
	await untilInterrupted;
	const stopping = performance.now();
	console.log("\nStopping …");
	await instance.stop();
	console.log(`Stopped after ${((performance.now() - stopping) / 1000).toFixed(1)} s.`);
	process.exit(0);
} catch (error) {
	screen.end();
	process.exit(explain(error));
}

function readArguments() {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: "string" },
				data: { type: "string" },
				reset: { type: "boolean" },
				help: { type: "boolean" },
			},
		});
		if (values.help !== true) return values;
		console.log(USAGE);
		process.exit(0);
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
		process.exit(EXIT_USAGE);
	}
}

/** Says what stood in the way of the start and answers the exit code. */
function explain(error: unknown): number {
	if (error instanceof StartInterrupted) {
		console.log("Stopped before everything ran.");
		return 0;
	}
	if (error instanceof StartFailed) {
		console.error("\nNothing runs now: what had started was stopped again.");
		return 1;
	}
	if (error instanceof ConfigurationInvalid) {
		console.error(`${error.message}\n`);
		return EXIT_BAD_CONFIGURATION;
	}
	if (error instanceof PartFailed) {
		console.error(`\n${error.part}: ${error.message}\n${error.remedy}\n`);
		return 1;
	}
	console.error(error);
	return 1;
}
