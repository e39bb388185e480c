import type { TenantTransaction } from "../operations/database.ts";
import type { Sealer } from "../operations/sealer.ts";
import { agentKeyBinding } from "./create-default-agent-config.ts";

/** The opened model key of an agent, as it is now; null when the agent or its key is gone. */
export async function findAgentKey(
	tx: TenantTransaction,
	input: { agentConfigId: number | null; sealer: Sealer },
): Promise<string | null> {
	if (input.agentConfigId === null) return null;
	const row = await tx
		.selectFrom("agent_config")
		.select(["id", "llm_api_key_sealed"])
		.where("id", "=", input.agentConfigId)
		.executeTakeFirst();
	if (row === undefined || row.llm_api_key_sealed === null) return null;
	return input.sealer.open(row.llm_api_key_sealed, agentKeyBinding(row.id));
}
