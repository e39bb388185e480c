import Docker from "dockerode";

/**
 * A client of the container engine at an address such as `unix:///var/run/docker.sock` or `tcp://host:2375`.
 * Throws a plain Error for another form; the configuration is at fault then.
 */
export function connectEngine(address: string): Docker {
	const url = new URL(address);
	if (url.protocol === "unix:") return new Docker({ socketPath: url.pathname });
	if (["tcp:", "http:", "https:"].includes(url.protocol)) {
		const protocol = url.protocol === "https:" ? "https" : "http";
		return new Docker({ protocol, host: url.hostname, port: url.port === "" ? "2375" : url.port });
	}
	throw new Error(`SANDBOX_DOCKER_HOST must start with unix://, tcp:// or https://, not ${url.protocol}//`);
}
