import { createHash } from "node:crypto";
import { isAbsolute, join, resolve } from "node:path";
import { freePort } from "@hephaestus/db/testing/free-port.ts";
import type { ConfigurationProblem } from "@hephaestus/domain/operations/configuration.ts";
import { z } from "zod";
import { REPOSITORY } from "./repository.ts";

export type Environment = Record<string, string | undefined>;

/** Ports of the parts by the variable that changes each. */
export const PORTS = {
	app: { variable: "SERVER_PORT", standard: 8080 },
	management: { variable: "MANAGEMENT_PORT", standard: 8081 },
	workerManagement: { variable: "WORKER_MANAGEMENT_PORT", standard: 8082 },
	forge: { variable: "GITHUB_SIMULATOR_PORT", standard: 8090 },
	model: { variable: "LLM_SIMULATOR_PORT", standard: 8091 },
	temporal: { variable: "EMBEDDED_TEMPORAL_PORT", standard: 7233 },
	temporalUi: { variable: "EMBEDDED_TEMPORAL_UI_PORT", standard: 8233 },
	postgres: { variable: "EMBEDDED_POSTGRES_PORT", standard: 5499 },
} as const;
export type PortName = keyof typeof PORTS;
export type Ports = Record<PortName, number>;

export interface Settings {
	/** Absolute. */
	dataFolder: string;
	ports: Ports;
	/** What the operator set; it wins over everything embedded. */
	environment: Environment;
	/** Which parts are ours, because their variables are not set. */
	embedded: Record<"postgres" | "temporal" | "forge" | "model", boolean>;
}

/** The folder an instance lives in: as given, else HEPHAESTUS_DATA, else `.data` of this checkout. */
export function resolveDataFolder(given: string | undefined, environment: Environment): string {
	const folder = given ?? (environment.HEPHAESTUS_DATA || join(REPOSITORY, ".data"));
	return isAbsolute(folder) ? folder : resolve(REPOSITORY, folder);
}

/** Short, the same for the same data folder: names what must live outside it. */
export function fingerprint(dataFolder: string): string {
	return createHash("sha256").update(dataFolder).digest("hex").slice(0, 8);
}

/** The operator's variables of one service; a single one means: the real service, not ours. */
const SERVICE_VARIABLES = {
	postgres: /^DATABASE_URL$/,
	temporal: /^TEMPORAL_ADDRESS$/,
	forge:
		/^(GITHUB_(OAUTH_CLIENT_(ID|SECRET)|SERVER_URL)|GH_APP_(ID|PRIVATE_KEY|PRIVATE_KEY_LOCATION)|GITLAB_OAUTH_CLIENT_ID)$/,
	model: /^(AGENT_DEFAULT_CONFIG_API_KEY|LLM_PROXY_(ANTHROPIC|OPENAI|AZURE_OPENAI)_URL)$/,
};

/** What is embedded and where it listens. Problems are collected, so that they are reported with all others. */
export async function readSettings(
	dataFolder: string,
	ports: "standard" | "free",
	environment: Environment,
): Promise<{ settings: Settings; problems: ConfigurationProblem[] }> {
	const set = Object.keys(environment).filter((name) => environment[name]);
	const isOurs = (pattern: RegExp) => !set.some((name) => pattern.test(name));
	const chosen = ports === "free" ? { ports: await freePorts(), problems: [] } : readPorts(environment);
	return {
		problems: chosen.problems,
		settings: {
			dataFolder,
			environment,
			ports: chosen.ports,
			embedded: {
				postgres: isOurs(SERVICE_VARIABLES.postgres),
				temporal: isOurs(SERVICE_VARIABLES.temporal),
				forge: isOurs(SERVICE_VARIABLES.forge),
				model: isOurs(SERVICE_VARIABLES.model),
			},
		},
	};
}

function readPorts(environment: Environment): { ports: Ports; problems: ConfigurationProblem[] } {
	const port = z.coerce.number().int().min(1).max(65_535);
	const problems: ConfigurationProblem[] = [];
	const read = (name: PortName) => {
		const { variable, standard } = PORTS[name];
		const parsed = port.safeParse(environment[variable] || standard);
		if (parsed.success) return parsed.data;
		problems.push({ variable, message: "is not a port.", remedy: "Expected: a number from 1 to 65535." });
		return standard;
	};
	return { ports: mapPorts(read), problems };
}

async function freePorts(): Promise<Ports> {
	const free: number[] = [];
	while (free.length < Object.keys(PORTS).length) {
		const port = await freePort();
		if (!free.includes(port)) free.push(port);
	}
	return mapPorts(() => free.pop() ?? 0);
}

function mapPorts(read: (name: PortName) => number): Ports {
	return {
		app: read("app"),
		management: read("management"),
		workerManagement: read("workerManagement"),
		forge: read("forge"),
		model: read("model"),
		temporal: read("temporal"),
		temporalUi: read("temporalUi"),
		postgres: read("postgres"),
	};
}
