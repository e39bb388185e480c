import type { Finding } from "@hephaestus/domain/reviews/findings.ts";

/** The route of the LLM proxy that a job may use; a job's token opens this route and no other. */
export type ModelProvider = "ANTHROPIC" | "OPENAI" | "AZURE_OPENAI";

export interface AgentModel {
	provider: ModelProvider;
	name: string;
	/** Origin of the upstream; the deployment's LLM_PROXY_*_URL when null. */
	baseUrl: string | null;
	/** Stays in the worker: the container knows only the job's token. */
	apiKey: string;
}

/**
 * One metered request to the model's provider, as the proxy saw it. Token
 * counts are an estimate when the provider took the call and reported none.
 */
export interface LlmCall {
	model: string;
	/** Status of the provider's answer; 502 when it could not be reached. */
	status: number;
	durationMs: number;
	/** Prompt tokens that were not read from or written to the provider's cache. */
	inputTokens: number;
	outputTokens: number;
	cacheReadTokens: number;
	cacheWriteTokens: number;
}

/** Everything that one run of the agent needs to know and whom it tells. */
export interface AgentRun {
	reviewId: string;
	workspaceId: number;
	/** Host folder laid out as section 9 of the behaviour specification; mounted read-only at /workspace. */
	bundleDir: string;
	model: AgentModel;
	limits: { timeoutSeconds: number; maxTurns: number };
	/** Called once for each valid, new finding, in order; the agent's tool answers after it settled. */
	onFinding(finding: Finding): Promise<void>;
	/** Called once for each model call, whatever its outcome. */
	onCall(call: LlmCall): Promise<void>;
	/** Plain words about what the agent does now, for heartbeats and pages. */
	onProgress(text: string): void;
	/** Cancels: the container is stopped and removed, and the run rejects with the signal's reason. */
	signal: AbortSignal;
}

export interface AgentResult {
	outcome: "COMPLETED" | "STOPPED_AT_LIMIT" | "FAILED";
	/** Why the run stopped early or failed, in words for people; null when COMPLETED. */
	reason: string | null;
	findings: Finding[];
	turns: number;
	/** The last 64 KiB that the agent's process wrote. */
	log: string;
}
