import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { bundleAgent } from "../agent/bundle.ts";
import { createForwarder } from "../llm-proxy/forward.ts";
import { upstreamsFrom } from "../llm-proxy/routes.ts";
import { connectEngine } from "./engine.ts";
import { type AgentRunner, createAgentRunner } from "./run-agent.ts";

export interface ConfiguredRunner extends AgentRunner {
	/** Ends the connections to model providers. */
	close(): Promise<void>;
}

export interface RunnerOptions {
	/** Names this instance and host, stable over restarts; only its own containers are reconciled. */
	owner: string;
	/** Told of what goes wrong where no caller can be told, such as a container that could not be removed. */
	onError(error: unknown): void;
}

/** The agent runner of this host as its environment describes it (SANDBOX_*, LLM_PROXY_*, AGENT_*). */
export async function agentRunnerFrom(configuration: Configuration, options: RunnerOptions): Promise<ConfiguredRunner> {
	const forwarder = createForwarder(options.onError);
	const { path: agentFile } = await bundleAgent(configuration.HEPHAESTUS_WORKFLOW_BUNDLE_DIR);
	const runner = createAgentRunner({
		docker: connectEngine(configuration.SANDBOX_DOCKER_HOST),
		image: configuration.HEPHAESTUS_AGENT_IMAGE_REFERENCE,
		limits: {
			memoryBytes: configuration.SANDBOX_MEMORY_BYTES,
			cpus: configuration.SANDBOX_CPUS,
			pids: configuration.SANDBOX_PIDS_LIMIT,
			runtime: configuration.SANDBOX_CONTAINER_RUNTIME ?? null,
		},
		owner: options.owner,
		agentFile,
		stopTimeoutSeconds: configuration.SANDBOX_STOP_TIMEOUT,
		socketDirectory: configuration.SANDBOX_SOCKET_DIR,
		upstreams: upstreamsFrom(configuration),
		forwarder,
		maxTokens: configuration.AGENT_MAX_TOKENS,
		onError: options.onError,
	});
	return { ...runner, close: () => forwarder.close() };
}
