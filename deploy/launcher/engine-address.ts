import { existsSync } from "node:fs";
import { request } from "node:http";
import { homedir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";

const versionAnswer = z.object({ Version: z.string() });

/** The version of the container engine at `unix:///path` or `tcp://host:port`; undefined when none answers there. */
export async function engineVersion(address: string, patienceMs = 2_000): Promise<string | undefined> {
	const target = targetOf(address);
	if (target === undefined) return undefined;
	return await new Promise((resolve) => {
		const asked = request(
			{ ...target, path: "/version", signal: AbortSignal.timeout(patienceMs) },
			async (response) => {
				resolve(readVersion(await text(response).catch(() => "")));
			},
		);
		asked.once("error", () => resolve(undefined));
		asked.end();
	});
}

function targetOf(address: string): { socketPath: string } | { hostname: string; port: string } | undefined {
	if (address.startsWith("unix://")) return { socketPath: address.slice("unix://".length) };
	const url = URL.parse(address);
	return url ? { hostname: url.hostname, port: url.port } : undefined;
}

function readVersion(body: string): string | undefined {
	try {
		return versionAnswer.safeParse(JSON.parse(body)).data?.Version;
	} catch {
		return undefined; // something else listens there
	}
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
