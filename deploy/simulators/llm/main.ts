import { startModelSimulator } from "./start-model-simulator.ts";

/** SIMULATOR_PORT, SIMULATOR_HOST, SIMULATOR_API_KEY; prints one JSON line when ready, stops on SIGTERM and SIGINT. */
const { SIMULATOR_PORT, SIMULATOR_HOST, SIMULATOR_API_KEY } = process.env;

const simulator = await startModelSimulator({
	port: Number(SIMULATOR_PORT ?? 0),
	...(SIMULATOR_HOST ? { host: SIMULATOR_HOST } : {}),
	...(SIMULATOR_API_KEY ? { apiKey: SIMULATOR_API_KEY } : {}),
});
process.stdout.write(`${JSON.stringify({ ready: true, simulator: "llm", url: simulator.url })}\n`);

for (const name of ["SIGTERM", "SIGINT"] as const) {
	process.once(name, () => {
		void simulator.stop().then(() => process.exit(0));
	});
}
