import { type DependencyState, readinessSchema } from "@hephaestus/domain/operations/readiness.ts";
import { CommandFailed } from "./failure.ts";
import type { CliSession } from "./session.ts";
import { table } from "./table.ts";

/** `status`: whether API and worker are ready, and each thing they depend on. Fails when one of them is not. */
export async function statusCommand({ configuration }: CliSession): Promise<string> {
	const processes = [
		{ name: "API", port: configuration.MANAGEMENT_PORT },
		{ name: "worker", port: configuration.WORKER_MANAGEMENT_PORT },
	];
	const asked = await Promise.all(processes.map(async ({ name, port }) => ({ name, ...(await askReadiness(port)) })));
	const rows = asked.flatMap(({ name, ready, dependencies }) => [
		[name, ready ? "ready" : "not ready", ""],
		...dependencies.map(([dependency, { state, detail }]) => [`  ${dependency}`, state.toLowerCase(), detail]),
	]);
	const text = table(["PART", "STATE", ""], rows);
	if (asked.every(({ ready }) => ready)) return text;
	throw new CommandFailed(`${text}\nLook into the logs of what is not ready, or at docs/operators/on-call.md.`);
}

async function askReadiness(port: number): Promise<{ ready: boolean; dependencies: [string, DependencyState][] }> {
	const url = `http://127.0.0.1:${port}/readyz`;
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		const { dependencies } = readinessSchema.parse(await response.json());
		return { ready: response.ok, dependencies: Object.entries(dependencies) };
	} catch (error) {
		const detail = `${url} does not answer: ${error instanceof Error ? error.message : String(error)}`;
		return { ready: false, dependencies: [["process", { state: "DOWN", isRequired: true, detail }]] };
	}
}
