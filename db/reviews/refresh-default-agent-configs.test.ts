import assert from "node:assert/strict";
import { test } from "node:test";
import { createSealer } from "../operations/sealer.ts";
import { acrossWorkspaces, withWorkspace } from "../operations/with-workspace.ts";
import { createTestDatabase } from "../testing/postgres.ts";
import { insertTestWorkspace } from "../testing/workspace.ts";
import { createDefaultAgentConfig } from "./create-default-agent-config.ts";
import { findAgentKey } from "./find-agent-key.ts";
import { refreshDefaultAgentConfigs } from "./refresh-default-agent-configs.ts";

test("agents from the environment follow it in every workspace; people's own stay", async () => {
	const { db, stop } = await createTestDatabase();
	try {
		const sealer = createSealer("0123456789abcdef0123456789abcdef");
		const simulated = { name: "Simulated", provider: "OPENAI", modelName: "scripted", apiKey: "sk-simulated" } as const;
		const real = { name: "Real", provider: "ANTHROPIC", modelName: "large", apiKey: "sk-real" } as const;
		for (const slug of ["acme", "rocket"]) {
			const { id: workspaceId } = await insertTestWorkspace(db, slug);
			await withWorkspace(db, workspaceId, async (tx) => {
				await createDefaultAgentConfig(tx, { workspaceId, sealer, config: simulated });
				const own = { workspace_id: workspaceId, llm_provider: "OPENAI", model_name: "own" };
				await tx
					.insertInto("agent_config")
					.values({ ...own, name: slug === "acme" ? "Own" : real.name })
					.execute();
			});
		}

		assert.equal(await refreshDefaultAgentConfigs(db, { sealer, config: real }), 2);

		const rows = await acrossWorkspaces(db, "test", async (tx) => {
			const found = await tx.selectFrom("agent_config").selectAll().orderBy("id").execute();
			return await Promise.all(
				found.map(async (row) => ({
					name: row.name,
					provider: row.llm_provider,
					model: row.model_name,
					key: await findAgentKey(tx, { agentConfigId: row.id, sealer }),
				})),
			);
		});
		const followed = { provider: "ANTHROPIC", model: "large", key: "sk-real" };
		const own = { provider: "OPENAI", model: "own", key: null };
		assert.deepEqual(rows, [
			{ name: "Real", ...followed },
			{ name: "Own", ...own },
			{ name: "Simulated", ...followed },
			{ name: "Real", ...own },
		]);
	} finally {
		await stop();
	}
});
