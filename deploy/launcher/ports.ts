import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";

/** Whether a server could listen on this port, on every address that browsers and our own processes use. */
export async function portIsFree(port: number): Promise<boolean> {
	const onEach = await Promise.all(["127.0.0.1", "::"].map((host) => canListen(port, host)));
	return onEach.every(Boolean);
}

async function canListen(port: number, host: string): Promise<boolean> {
	return await new Promise((resolve) => {
		const probe = createServer();
		// A machine without IPv6 has nobody listening there either.
		probe.once("error", (error: NodeJS.ErrnoException) =>
			resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"),
		);
		probe.listen({ port, host, ipv6Only: true }, () => probe.close(() => resolve(true)));
	});
}

const LISTENING = "0A";

/** Who listens on a port, as `name (pid 123)`; undefined where the system does not tell (only Linux does). */
export function whoListens(port: number): string | undefined {
	try {
		const sockets = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => listeningSockets(table, port)));
		const pid = readdirSync("/proc").find((entry) => /^\d+$/.test(entry) && holdsOneOf(entry, sockets));
		return pid && `${programOf(pid)} (pid ${pid})`;
	} catch {
		return undefined;
	}
}

function programOf(pid: string): string {
	const [program = ""] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
	return basename(program);
}

function listeningSockets(table: string, port: number): string[] {
	const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
	return readFileSync(table, "utf8")
		.split("\n")
		.slice(1)
		.map((line) => line.trim().split(/\s+/))
		.filter((fields) => fields[1]?.endsWith(`:${hexPort}`) && fields[3] === LISTENING)
		.map((fields) => `socket:[${fields[9]}]`);
}

function holdsOneOf(pid: string, sockets: ReadonlySet<string>): boolean {
	try {
		const folder = `/proc/${pid}/fd`;
		return readdirSync(folder).some((descriptor) => sockets.has(readlinkSync(`${folder}/${descriptor}`)));
	} catch {
		return false; // another user's process, or one that just ended
	}
}
