import type { TenantTransaction } from "../operations/database.ts";
import type { Sealer } from "../operations/sealer.ts";

export interface DefaultAgentConfig {
	name: string;
	provider: "ANTHROPIC" | "OPENAI" | "AZURE_OPENAI";
	modelName: string;
	apiKey: string;
}

/** Names the row and column that a sealed model key belongs to. */
export function agentKeyBinding(agentConfigId: number): string {
	return `agent_config:${agentConfigId}:llm_api_key`;
}

/**
 * Gives a workspace the agent that the operator described by AGENT_DEFAULT_CONFIG_*, enabled, its key sealed for its
 * row. A config of that name is left as it is.
 */
export async function createDefaultAgentConfig(
	tx: TenantTransaction,
	input: { workspaceId: number; sealer: Sealer; config: DefaultAgentConfig },
): Promise<void> {
	const { workspaceId, sealer, config } = input;
	const created = await tx
		.insertInto("agent_config")
		.values({
			workspace_id: workspaceId,
			name: config.name,
			enabled: true,
			seeded_from_env: true,
			llm_provider: config.provider,
			model_name: config.modelName,
		})
		.onConflict((conflict) => conflict.columns(["workspace_id", "name"]).doNothing())
		.returning("id")
		.executeTakeFirst();
	if (created === undefined) return;
	await tx
		.updateTable("agent_config")
		.set({ llm_api_key_sealed: sealer.seal(config.apiKey, agentKeyBinding(created.id)) })
		.where("id", "=", created.id)
		.execute();
}
