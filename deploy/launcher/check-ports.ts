import type { ConfigurationProblem } from "@hephaestus/domain/operations/configuration.ts";
import { portIsFree, whoListens } from "./ports.ts";
import { PORTS, type PortName, type Settings } from "./settings.ts";

const LISTENERS: Record<PortName, string> = {
	app: "the application",
	management: "the API's metrics",
	workerManagement: "the worker's metrics",
	forge: "the simulated GitHub",
	model: "the simulated model",
	temporal: "Temporal",
	temporalUi: "Temporal UI",
	postgres: "PostgreSQL",
};

/** Ports that somebody listens on already, each with who that is and which variable changes ours. */
export async function findTakenPorts(settings: Settings): Promise<ConfigurationProblem[]> {
	const { embedded } = settings;
	const needed: PortName[] = [
		"app",
		"management",
		"workerManagement",
		...(embedded.forge ? (["forge"] as const) : []),
		...(embedded.model ? (["model"] as const) : []),
		...(embedded.temporal ? (["temporal", "temporalUi"] as const) : []),
		...(embedded.postgres ? (["postgres"] as const) : []),
	];
	const free = await Promise.all(needed.map(async (name) => await portIsFree(settings.ports[name])));
	return needed.filter((_, index) => !free[index]).map((name) => describe(name, settings.ports[name]));
}

function describe(name: PortName, port: number): ConfigurationProblem {
	const { variable } = PORTS[name];
	const byWhom = whoListens(port);
	const flag = name === "app" ? " (or `npm start -- --port NUMBER`)" : "";
	return {
		variable,
		message: `port ${port}, for ${LISTENERS[name]}, is taken${byWhom ? ` by ${byWhom}` : ""}.`,
		remedy: `End that process, or set ${variable} to another port${flag}.`,
	};
}
