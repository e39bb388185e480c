import type { Database } from "../operations/database.ts";
import type { Sealer } from "../operations/sealer.ts";
import { acrossWorkspaces } from "../operations/with-workspace.ts";
import { agentKeyBinding, type DefaultAgentConfig } from "./create-default-agent-config.ts";

/**
 * Brings the agents that came from AGENT_DEFAULT_CONFIG_* in line with what those variables say now, in every
 * workspace: a key never goes to a provider it was not meant for. Agents that people made, and whether one is enabled,
 * stay. Answers how many there are.
 */
export async function refreshDefaultAgentConfigs(
	db: Database,
	input: { sealer: Sealer; config: DefaultAgentConfig },
): Promise<number> {
	const { sealer, config } = input;
	return await acrossWorkspaces(db, "refresh default agents", async (tx) => {
		const seeded = await tx
			.selectFrom("agent_config")
			.select(["id", "name", "workspace_id"])
			.where("seeded_from_env", "=", true)
			.orderBy("id")
			.forUpdate()
			.execute();
		const taken = await tx
			.selectFrom("agent_config")
			.select(["id", "workspace_id"])
			.where("name", "=", config.name)
			.execute();
		for (const { id, name, workspace_id } of seeded) {
			const nameIsFree = !taken.some((other) => other.workspace_id === workspace_id);
			await tx
				.updateTable("agent_config")
				.set({
					name: nameIsFree ? config.name : name,
					llm_provider: config.provider,
					model_name: config.modelName,
					llm_base_url: null,
					llm_api_key_sealed: sealer.seal(config.apiKey, agentKeyBinding(id)),
					updated_at: new Date(),
				})
				.where("id", "=", id)
				.execute();
		}
		return seeded.length;
	});
}
