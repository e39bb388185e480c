import { readSettings } from "./settings.ts";
import { type GitHubSimulator, startGitHubSimulator } from "./simulator.ts";

/** The simulated GitHub as a program: one JSON line when it is ready, ended by SIGTERM or SIGINT. */
const simulator = await start().catch((error: Error) => {
	process.stderr.write(`The simulated GitHub could not start: ${error.message}\n`);
	process.exit(78);
});

async function start(): Promise<GitHubSimulator> {
	return await startGitHubSimulator(readSettings(process.env));
}

process.stdout.write(`${JSON.stringify({ ready: true, url: simulator.url })}\n`);

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
	process.on(signal, async () => {
		if (stopping) return;
		stopping = true;
		await simulator.stop().catch((error: Error) => process.stderr.write(`${error.message}\n`));
		process.exit(0);
	});
}
