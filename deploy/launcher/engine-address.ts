import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { connectEngine, engineVersion } from "@hephaestus/activities/reviews/sandbox/engine.ts";

/** The version of the container engine at `unix:///path` or `tcp://host:port`; undefined when none answers there. */
export async function versionOfEngineAt(address: string, timeoutMs = 2_000): Promise<string | undefined> {
	return URL.canParse(address)
		? ((await engineVersion(connectEngine(address, { timeoutMs }))) ?? undefined)
		: undefined;
}

/** Where engines usually listen on this machine, the ones whose socket exists. */
export function usualEngineAddresses(environment: NodeJS.ProcessEnv): string[] {
	const sockets = [
		"/var/run/docker.sock",
		join(homedir(), ".docker/run/docker.sock"),
		environment.XDG_RUNTIME_DIR && join(environment.XDG_RUNTIME_DIR, "docker.sock"),
	];
	const found = sockets.filter((path): path is string => path !== undefined && path !== "" && existsSync(path));
	const named = environment.DOCKER_HOST ? [environment.DOCKER_HOST] : [];
	return [...named, ...found.map((path) => `unix://${path}`)];
}
