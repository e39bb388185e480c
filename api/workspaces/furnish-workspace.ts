import type { TenantTransaction } from "@hephaestus/db/operations/database.ts";
import { createDefaultAgentConfig } from "@hephaestus/db/reviews/create-default-agent-config.ts";
import { seedPracticeCatalogue } from "@hephaestus/db/reviews/seed-practice-catalogue.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { agentFromEnvironment } from "./agent-from-environment.ts";

/** Gives a new workspace what it starts with: the default practices and, when the operator described one, an agent. */
export async function furnishWorkspace(
	{ configuration, sealer }: ApiDependencies,
	tx: TenantTransaction,
	workspaceId: number,
): Promise<void> {
	await seedPracticeCatalogue(tx, { workspaceId });
	const config = agentFromEnvironment(configuration);
	if (config !== null) await createDefaultAgentConfig(tx, { workspaceId, sealer, config });
}
