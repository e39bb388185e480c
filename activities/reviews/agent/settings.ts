import { z } from "zod";

/** Environment of the program in the container; the runner sets exactly these. */
const settings = z.object({
	HEPHAESTUS_SOCKET: z.string().min(1),
	HEPHAESTUS_WORKSPACE: z.string().default("/workspace"),
	HEPHAESTUS_MODEL_PROVIDER: z.enum(["ANTHROPIC", "OPENAI", "AZURE_OPENAI"]),
	HEPHAESTUS_MODEL_NAME: z.string().min(1),
	LLM_PROXY_URL: z.url(),
	LLM_PROXY_TOKEN: z.string().min(1),
	AGENT_BUDGET_MS: z.coerce.number().int().min(1),
	AGENT_MAX_TURNS: z.coerce.number().int().min(1),
	AZURE_OPENAI_API_VERSION: z.string().default("2025-04-01-preview"),
});
export type AgentSettings = z.infer<typeof settings>;

/** Parses the program's environment; throws ZodError, which the runner reports from the log. */
export function parseSettings(environment: Record<string, string | undefined>): AgentSettings {
	return settings.parse(environment);
}
