import Docker from "dockerode";

/**
 * A client of the container engine at an address such as `unix:///var/run/docker.sock` or `tcp://host:2375`. With
 * `timeoutMs` a request that is silent for that long fails; a run, which waits for its container, has none.
 * Throws a plain Error for another form; the configuration is at fault then.
 */
export function connectEngine(address: string, { timeoutMs }: { timeoutMs?: number } = {}): Docker {
	const url = new URL(address);
	const timeout = timeoutMs === undefined ? {} : { timeout: timeoutMs };
	if (url.protocol === "unix:") return new Docker({ socketPath: url.pathname, ...timeout });
	if (["tcp:", "http:", "https:"].includes(url.protocol)) {
		const protocol = url.protocol === "https:" ? "https" : "http";
		return new Docker({ protocol, host: url.hostname, port: url.port === "" ? "2375" : url.port, ...timeout });
	}
	throw new Error(`SANDBOX_DOCKER_HOST must start with unix://, tcp:// or https://, not ${url.protocol}//`);
}

/** The engine's version, or null when it does not answer. */
export async function engineVersion(engine: Docker): Promise<string | null> {
	try {
		return (await engine.version()).Version;
	} catch {
		return null;
	}
}
