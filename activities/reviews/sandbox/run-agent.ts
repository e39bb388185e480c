import { chmod } from "node:fs/promises";
import type Docker from "dockerode";
import type { AgentResult, AgentRun } from "./agent-run.ts";
import type { ContainerLimits, ContainerSpec } from "./container-options.ts";
import { gitHardening } from "./git-hardening.ts";
import { labelsOf } from "./labels.ts";
import { type OpenJob, type OpenJobDependencies, openJob } from "./open-job.ts";
import { reconcileContainers, removeContainersWith } from "./reconcile-containers.ts";
import { type ContainerEnd, runContainer } from "./run-container.ts";

export interface AgentRunnerDependencies extends OpenJobDependencies {
	docker: Docker;
	image: string;
	limits: ContainerLimits;
	/** Names the instance and worker; only containers with this owner are ever reconciled by it. */
	owner: string;
	/** The agent's program on this host, made by `bundleAgent`. */
	agentFile: string;
	stopTimeoutSeconds: number;
}

export interface AgentRunner {
	/**
	 * Reviews one bundle in a fresh container. Resolves with how it ended; rejects with the signal's reason when
	 * cancelled, with SandboxEngineLost (retry) or AgentFailed (do not) when the engine is the problem, and with the
	 * caller's own error when `onFinding` or `onCall` failed. The container is gone afterwards in every case.
	 */
	runAgent(run: AgentRun): Promise<AgentResult>;
	/** Removes this owner's containers of reviews that are not active; null skips the round. Returns how many. */
	reconcile(activeReviewIds: () => Promise<ReadonlySet<string> | null>): Promise<number>;
}

const program = "/opt/hephaestus/agent.mjs";
const socketFolder = "/run/hephaestus";

/** Joins the container driver, the model proxy and the agent's program. */
export function createAgentRunner(dependencies: AgentRunnerDependencies): AgentRunner {
	const { docker, owner } = dependencies;
	return {
		runAgent: (run) => runAgent(run, dependencies),
		reconcile: (activeReviewIds) => reconcileContainers(docker, { owner, activeReviewIds }),
	};
}

async function runAgent(run: AgentRun, dependencies: AgentRunnerDependencies): Promise<AgentResult> {
	run.signal.throwIfAborted();
	// The container's user must be able to enter it, also when it was made as a private temporary folder.
	await chmod(run.bundleDir, 0o755);
	// A worker that died in an earlier attempt may have left its container running, without a socket to speak to.
	await removeContainersWith(dependencies.docker, labelsOf(dependencies.owner, run.reviewId));
	const job = await openJob(run, dependencies);
	try {
		const end = await runContainer(dependencies.docker, specOf(run, job, dependencies), {
			timeoutMs: run.limits.timeoutSeconds * 1000,
			stopTimeoutSeconds: dependencies.stopTimeoutSeconds,
			signal: AbortSignal.any([run.signal, job.broken]),
			onLeftBehind: dependencies.onError,
		});
		return { ...conclude(run, job, end), findings: [...job.findings], log: end.log };
	} finally {
		await job.close();
	}
}

function specOf(run: AgentRun, job: OpenJob, dependencies: AgentRunnerDependencies): ContainerSpec {
	return {
		image: dependencies.image,
		command: ["node", program],
		environment: {
			...gitHardening,
			...job.environment(socketFolder),
			PATH: "/usr/local/bin:/usr/bin:/bin",
			HOME: "/home/agent",
			TMPDIR: "/tmp",
			LANG: "C.UTF-8",
		},
		labels: labelsOf(dependencies.owner, run.reviewId),
		mounts: {
			"/workspace": run.bundleDir,
			[program]: dependencies.agentFile,
			[socketFolder]: job.socketDirectory,
		},
		limits: dependencies.limits,
	};
}

function conclude(run: AgentRun, job: OpenJob, end: ContainerEnd): Pick<AgentResult, "outcome" | "reason" | "turns"> {
	const finished = job.finished();
	const turns = finished?.turns ?? 0;
	const exhausted = job.exhausted();
	if (exhausted !== null) return { outcome: "STOPPED_AT_LIMIT", reason: exhausted, turns };
	if (finished !== null) return finished;
	if (end.exitCode === null) {
		const reason = `The review reached its time limit of ${run.limits.timeoutSeconds} seconds.`;
		return { outcome: "STOPPED_AT_LIMIT", reason, turns };
	}
	if (end.outOfMemory) {
		return { outcome: "FAILED", reason: "The sandbox ran out of memory (SANDBOX_MEMORY_BYTES).", turns };
	}
	const reason = `The agent ended with exit code ${end.exitCode} before it was done; its log says why.`;
	return { outcome: "FAILED", reason, turns };
}
