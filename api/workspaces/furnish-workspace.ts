import type { TenantTransaction } from "@hephaestus/db/operations/database.ts";
import { createDefaultAgentConfig } from "@hephaestus/db/reviews/create-default-agent-config.ts";
import { seedPracticeCatalogue } from "@hephaestus/db/reviews/seed-practice-catalogue.ts";
import type { ApiDependencies } from "../dependencies.ts";

/** Gives a new workspace what it starts with: the default practices and, when the operator described one, an agent. */
export async function furnishWorkspace(
	{ configuration, sealer, log }: ApiDependencies,
	tx: TenantTransaction,
	workspaceId: number,
): Promise<void> {
	await seedPracticeCatalogue(tx, { workspaceId });
	if (!configuration.AGENT_DEFAULT_CONFIG_ENABLED) return;
	const { AGENT_DEFAULT_CONFIG_MODEL_NAME: modelName, AGENT_DEFAULT_CONFIG_API_KEY: apiKey } = configuration;
	if (modelName === undefined || apiKey === undefined) {
		log.error("AGENT_DEFAULT_CONFIG_ENABLED needs AGENT_DEFAULT_CONFIG_MODEL_NAME and AGENT_DEFAULT_CONFIG_API_KEY");
		return;
	}
	const config = {
		name: configuration.AGENT_DEFAULT_CONFIG_NAME,
		provider: configuration.AGENT_DEFAULT_CONFIG_PROVIDER,
		modelName,
		apiKey,
	};
	await createDefaultAgentConfig(tx, { workspaceId, sealer, config });
}
