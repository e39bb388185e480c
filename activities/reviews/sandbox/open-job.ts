import type { Finding } from "@hephaestus/domain/reviews/findings.ts";
import { readPractices } from "../agent/task.ts";
import type { Forwarder } from "../llm-proxy/forward.ts";
import { createJobToken } from "../llm-proxy/job.ts";
import { createJobApp } from "../llm-proxy/job-app.ts";
import type { FinishedMessage } from "../llm-proxy/job-messages.ts";
import { JobMeter } from "../llm-proxy/job-meter.ts";
import { openJobSocket, socketName } from "../llm-proxy/job-socket.ts";
import { createProxyApp } from "../llm-proxy/proxy-app.ts";
import { ReportedFindings } from "../llm-proxy/reported-findings.ts";
import { routeOf, type Upstreams } from "../llm-proxy/routes.ts";
import type { AgentRun } from "./agent-run.ts";

export interface OpenJobDependencies {
	socketDirectory: string;
	upstreams: Upstreams;
	forwarder: Forwarder;
	/** Tokens that one review may use in all; its calls are limited by its turns. */
	maxTokens: number;
	onError(error: unknown): void;
}

/** The worker's side of one run: a socket that serves the model and takes findings. */
export interface OpenJob {
	/** Host folder with the socket. */
	socketDirectory: string;
	/** What the agent's program needs to know, for a program that sees the socket's folder at `folder`. */
	environment(folder: string): Record<string, string>;
	findings: readonly Finding[];
	/** The program's last word; null until it spoke. */
	finished(): FinishedMessage | null;
	/** Why the model is closed to this job; null while it is open. */
	exhausted(): string | null;
	/** Aborted when the caller could not store what it was told; the run is then not worth going on with. */
	broken: AbortSignal;
	close(): Promise<void>;
}

// Failed calls are asked again a few times, which the turns do not count.
const callsPerTurn = 3;
const shareForTheEnd = 0.15;
const longestEndMs = 30_000;

/** Opens the socket of one run. Throws when the bundle has no practices. */
export async function openJob(run: AgentRun, dependencies: OpenJobDependencies): Promise<OpenJob> {
	const practices = await readPractices(run.bundleDir);
	const token = createJobToken();
	const breaker = new AbortController();
	const orBreak = async (told: Promise<void>) => {
		try {
			await told;
		} catch (error) {
			breaker.abort(error);
			throw error;
		}
	};
	const meter = new JobMeter({ maxCalls: run.limits.maxTurns * callsPerTurn, maxTokens: dependencies.maxTokens });
	const findings = new ReportedFindings(new Set(practices.map(({ slug }) => slug)), (finding) =>
		orBreak(run.onFinding(finding)),
	);
	let finished: FinishedMessage | null = null;
	const jobApp = createJobApp(token, findings, {
		onProgress: run.onProgress,
		onFinished: (message) => {
			finished = message;
		},
	});
	const job = {
		token,
		model: run.model,
		onCall: (call: Parameters<AgentRun["onCall"]>[0]) => orBreak(run.onCall(call)),
	};
	const proxyApp = createProxyApp(job, meter, dependencies);
	const socket = await openJobSocket(dependencies.socketDirectory, [proxyApp, jobApp], dependencies.onError);
	return {
		socketDirectory: socket.directory,
		environment: (folder) => ({
			HEPHAESTUS_SOCKET: `${folder}/${socketName}`,
			HEPHAESTUS_MODEL_PROVIDER: run.model.provider,
			HEPHAESTUS_MODEL_NAME: run.model.name,
			LLM_PROXY_URL: `http://localhost${routeOf(run.model.provider)}`,
			LLM_PROXY_TOKEN: token,
			AGENT_BUDGET_MS: String(budgetMs(run.limits.timeoutSeconds)),
			AGENT_MAX_TURNS: String(run.limits.maxTurns),
		}),
		findings: findings.accepted,
		finished: () => finished,
		exhausted: () => meter.exhausted,
		broken: breaker.signal,
		close: () => socket.close(),
	};
}

// The program ends by itself a little before it would be stopped, so that it can say how far it came.
function budgetMs(timeoutSeconds: number): number {
	const timeoutMs = timeoutSeconds * 1000;
	return Math.round(timeoutMs - Math.min(longestEndMs, timeoutMs * shareForTheEnd));
}
