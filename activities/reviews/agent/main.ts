import { Agent as HttpAgent, install, setGlobalDispatcher } from "undici";
import { createJobClient } from "./job-client.ts";
import { log } from "./log.ts";
import { connectModel } from "./model.ts";
import { review } from "./review.ts";
import { parseSettings } from "./settings.ts";
import { readTask } from "./task.ts";

/** The program in the sandbox: reviews the bundle in /workspace and says how that ended over the job's socket. */
async function main(): Promise<void> {
	const settings = parseSettings(process.env);
	// Every request, whoever makes it, goes through the mounted socket: there is no other way out.
	install();
	setGlobalDispatcher(
		new HttpAgent({
			connect: { socketPath: settings.HEPHAESTUS_SOCKET },
			headersTimeout: 310_000,
			bodyTimeout: 310_000,
		}),
	);
	const stopped = new AbortController();
	process.once("SIGTERM", () => {
		stopped.abort();
		process.exit(143);
	});
	const job = createJobClient(settings.LLM_PROXY_TOKEN);
	const finished = await review({
		workspace: settings.HEPHAESTUS_WORKSPACE,
		task: await readTask(settings.HEPHAESTUS_WORKSPACE),
		connected: connectModel(settings),
		job,
		budget: { milliseconds: settings.AGENT_BUDGET_MS, maxTurns: settings.AGENT_MAX_TURNS },
		signal: stopped.signal,
	});
	log("finished", { ...finished });
	await job.finished(finished);
}

try {
	await main();
	process.exit(0);
} catch (error) {
	log("failed", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
	process.exit(1);
}
