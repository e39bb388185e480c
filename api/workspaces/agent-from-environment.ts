import type { DefaultAgentConfig } from "@hephaestus/db/reviews/create-default-agent-config.ts";
import { refreshDefaultAgentConfigs } from "@hephaestus/db/reviews/refresh-default-agent-configs.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { ApiDependencies } from "../dependencies.ts";

/** The agent that the operator described by AGENT_DEFAULT_CONFIG_*; null when there is none. */
export function agentFromEnvironment(configuration: Configuration): DefaultAgentConfig | null {
	const { AGENT_DEFAULT_CONFIG_MODEL_NAME: modelName, AGENT_DEFAULT_CONFIG_API_KEY: apiKey } = configuration;
	if (!configuration.AGENT_DEFAULT_CONFIG_ENABLED || modelName === undefined || apiKey === undefined) return null;
	return {
		name: configuration.AGENT_DEFAULT_CONFIG_NAME,
		provider: configuration.AGENT_DEFAULT_CONFIG_PROVIDER,
		modelName,
		apiKey,
	};
}

/** Brings agents that came from the environment in line with it; done at each start. */
export async function refreshAgentsFromEnvironment({ db, sealer, configuration, log }: ApiDependencies): Promise<void> {
	const config = agentFromEnvironment(configuration);
	if (config === null) return;
	const agents = await refreshDefaultAgentConfigs(db, { sealer, config });
	log.info({ agents, model: config.modelName }, "agents from the environment follow it");
}
