import type { ContainerCreateOptions } from "dockerode";

/** Limits of one container; from SANDBOX_MEMORY_BYTES, SANDBOX_CPUS, SANDBOX_PIDS_LIMIT, SANDBOX_CONTAINER_RUNTIME. */
export interface ContainerLimits {
	memoryBytes: number;
	cpus: number;
	pids: number;
	runtime: string | null;
}

export interface ContainerSpec {
	image: string;
	command: readonly string[];
	/** The complete environment; nothing of the worker's is inherited. */
	environment: Readonly<Record<string, string>>;
	labels: Record<string, string>;
	/** Host paths by the path at which the container sees them, read-only. */
	mounts: Readonly<Record<string, string>>;
	limits: ContainerLimits;
}

const user = "1000:1000";
const cpuPeriodMicroseconds = 100_000;
const mebibyte = 1024 * 1024;

/**
 * The engine's options for a container that meets nothing: no network, no capability, no privilege, no writable root.
 * The engine's default seccomp profile applies. Processes are limited by the pids cgroup; `nproc` would count the
 * user across containers.
 */
export function containerOptions(spec: ContainerSpec): ContainerCreateOptions {
	return {
		Image: spec.image,
		Cmd: [...spec.command],
		Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
		Labels: spec.labels,
		User: user,
		Hostname: "agent",
		WorkingDir: "/workspace",
		NetworkDisabled: true,
		AttachStdin: false,
		AttachStdout: false,
		AttachStderr: false,
		HostConfig: {
			NetworkMode: "none",
			ReadonlyRootfs: true,
			Privileged: false,
			CapDrop: ["ALL"],
			SecurityOpt: ["no-new-privileges:true"],
			IpcMode: "none",
			Memory: spec.limits.memoryBytes,
			MemorySwap: spec.limits.memoryBytes,
			// A quota rather than NanoCpus, which the engine refuses where the machine has fewer processors.
			CpuPeriod: cpuPeriodMicroseconds,
			CpuQuota: Math.round(spec.limits.cpus * cpuPeriodMicroseconds),
			PidsLimit: spec.limits.pids,
			Ulimits: [
				{ Name: "nofile", Soft: 1024, Hard: 1024 },
				{ Name: "core", Soft: 0, Hard: 0 },
			],
			Tmpfs: {
				"/tmp": tmpfs(256 * mebibyte, "mode=1777"),
				"/home/agent": tmpfs(256 * mebibyte, "uid=1000,gid=1000,mode=0700"),
			},
			Mounts: Object.entries(spec.mounts).map(([target, source]) => ({
				Type: "bind",
				Source: source,
				Target: target,
				ReadOnly: true,
			})),
			LogConfig: { Type: "json-file", Config: { "max-size": "1m", "max-file": "2" } },
			RestartPolicy: { Name: "no" },
			...(spec.limits.runtime === null ? {} : { Runtime: spec.limits.runtime }),
		},
	};
}

function tmpfs(bytes: number, owner: string): string {
	return `rw,noexec,nosuid,nodev,size=${bytes},${owner}`;
}
