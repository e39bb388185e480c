import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, settlesWithin, startChild } from "./child-process.ts";
import { canInstallPackages, installPackages, isInstalled } from "./debian-packages.ts";
import { usualEngineAddresses, versionOfEngineAt } from "./engine-address.ts";
import type { LogFile } from "./log-file.ts";
import { machineEnvironment } from "./machine-environment.ts";
import { PartFailed, type Progress } from "./part.ts";
import { unmountBelow } from "./unmount-below.ts";

const PART = "Container engine";
const READY_WITHIN_MS = 30_000;
const REMEDY =
	"Start Docker, or name an engine in SANDBOX_DOCKER_HOST (unix:///path or tcp://host:port), then start again.";

export interface EngineOptions {
	environment: NodeJS.ProcessEnv;
	/** Where a private engine keeps its images. */
	folder: string;
	log: LogFile;
}

export interface ContainerEngine {
	/** As SANDBOX_DOCKER_HOST takes it. */
	address: string;
	version: string;
	/** Set when the engine is our own. */
	child: Child | undefined;
	stop(graceMs: number): Promise<void>;
}

/**
 * A container engine: the one SANDBOX_DOCKER_HOST names, else one that listens where engines usually do, else a private
 * `dockerd` when we are root, which Debian installs if it must. Throws PartFailed when there is no way to one.
 */
export async function findContainerEngine(options: EngineOptions, progress: Progress): Promise<ContainerEngine> {
	const named = options.environment.SANDBOX_DOCKER_HOST;
	if (named) return await useEngine(named);
	progress("looking for an engine");
	for (const address of usualEngineAddresses(options.environment)) {
		if (await versionOfEngineAt(address)) return await useEngine(address);
	}
	if (process.platform !== "linux" || userInfo().uid !== 0) {
		throw new PartFailed(PART, "No container engine answers, and only root can start one of its own.", {
			remedy: REMEDY,
		});
	}
	if (!isInstalled("dockerd")) await installEngine(progress);
	progress("starting a private engine");
	return await startEngine(options);
}

async function useEngine(address: string): Promise<ContainerEngine> {
	const version = await versionOfEngineAt(address, 5_000);
	if (version === undefined) {
		throw new PartFailed(PART, `No engine answers at ${address}, which SANDBOX_DOCKER_HOST names.`, { remedy: REMEDY });
	}
	return { address, version, child: undefined, stop: async () => undefined };
}

async function installEngine(progress: Progress): Promise<void> {
	if (!canInstallPackages()) {
		throw new PartFailed(PART, "There is no dockerd here, and no apt-get to install it.", { remedy: REMEDY });
	}
	try {
		await installPackages(["docker.io", "iptables", "ca-certificates"], progress);
	} catch (cause) {
		throw new PartFailed(PART, `Debian could not install docker.io: ${String(cause)}`, { remedy: REMEDY, cause });
	}
}

/** Starts dockerd without any network of its own: sandboxes have none, and the machine's rules stay as they are. */
async function startEngine({ folder, log }: EngineOptions): Promise<ContainerEngine> {
	// Sockets have short paths, so what lives only while the engine runs is kept apart from its images.
	const runtime = `/run/hephaestus-${createHash("sha256").update(folder).digest("hex").slice(0, 8)}`;
	const address = `unix://${runtime}/docker.sock`;
	// A killed engine leaves these, and the next one would wait for a containerd that is gone.
	for (const stale of ["docker.pid", "exec/containerd/containerd.pid"]) await rm(join(runtime, stale), { force: true });
	await mkdir(runtime, { recursive: true, mode: 0o700 });
	const child = await startChild({
		name: PART,
		command: "dockerd",
		args: [
			...["--data-root", folder, "--exec-root", join(runtime, "exec"), "--pidfile", join(runtime, "docker.pid")],
			...["--host", address, "--shutdown-timeout", "3", "--bridge", "none", "--log-level", "warn"],
			...["--iptables=false", "--ip6tables=false", "--ip-forward=false", "--ip-masq=false"],
		],
		env: { ...machineEnvironment(), PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` },
		log,
	});
	const version = await untilAnswering(child, address, log);
	return {
		address,
		version,
		child,
		async stop(graceMs) {
			await child.stop(graceMs);
			for (const place of [folder, runtime]) await unmountBelow(place); // left when it had to be killed
			await rm(runtime, { recursive: true, force: true });
		},
	};
}

async function untilAnswering(child: Child, address: string, log: LogFile): Promise<string> {
	const deadline = performance.now() + READY_WITHIN_MS;
	while (performance.now() < deadline && !(await settlesWithin(child.exited, 0))) {
		const version = await versionOfEngineAt(address);
		if (version !== undefined) return version;
		await sleep(100);
	}
	await child.stop(2_000);
	throw new PartFailed(PART, "A private dockerd could not run here.", { remedy: REMEDY, log: log.tail(8) });
}
