import { z } from "zod";

/** The agent's settings as they were when the review was admitted (specification, section 7). */
const configSnapshot = z.object({
	schemaVersion: z.literal(3),
	configId: z.int(),
	configName: z.string(),
	llmProvider: z.enum(["ANTHROPIC", "OPENAI", "AZURE_OPENAI"]),
	modelName: z.string(),
	llmBaseUrl: z.string().nullable(),
	timeoutSeconds: z.int(),
	maxConcurrentJobs: z.int(),
});
export type ConfigSnapshot = z.infer<typeof configSnapshot>;

/** Throws when the snapshot is of a version that this code does not understand. */
export function parseSnapshot(stored: unknown): ConfigSnapshot {
	return configSnapshot.parse(stored);
}
