import type { StreamFn } from "@earendil-works/pi-agent-core";
import type { Api, Model, SimpleStreamOptions } from "@earendil-works/pi-ai";
import { streamSimple as streamAnthropic } from "@earendil-works/pi-ai/api/anthropic-messages";
import { streamSimple as streamAzure } from "@earendil-works/pi-ai/api/azure-openai-responses";
import { streamSimple as streamOpenAi } from "@earendil-works/pi-ai/api/openai-completions";
import type { AgentSettings } from "./settings.ts";

export interface ConnectedModel {
	model: Model<Api>;
	streamFn: StreamFn;
}

// The provider counts and prices; the program needs only enough to keep within a context window.
const shape = {
	reasoning: false,
	input: ["text" as const],
	cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
	contextWindow: 131_072,
	maxTokens: 8192,
};

/**
 * The model as the session uses it, reached through the proxy with the job's token. Dialects: Anthropic's messages,
 * OpenAI's chat completions (which compatible servers speak too), Azure's responses.
 */
export function connectModel(settings: AgentSettings): ConnectedModel {
	const id = settings.HEPHAESTUS_MODEL_NAME;
	const base = { id, name: id, ...shape };
	const own: SimpleStreamOptions = { apiKey: settings.LLM_PROXY_TOKEN, maxRetries: 3, maxRetryDelayMs: 30_000 };
	switch (settings.HEPHAESTUS_MODEL_PROVIDER) {
		case "ANTHROPIC": {
			const model: Model<"anthropic-messages"> = {
				...base,
				api: "anthropic-messages",
				provider: "anthropic",
				baseUrl: settings.LLM_PROXY_URL,
			};
			return { model, streamFn: (_, context, options) => streamAnthropic(model, context, { ...options, ...own }) };
		}
		case "AZURE_OPENAI": {
			const model: Model<"azure-openai-responses"> = {
				...base,
				api: "azure-openai-responses",
				provider: "azure-openai-responses",
				baseUrl: `${settings.LLM_PROXY_URL}/openai`,
			};
			const env = { AZURE_OPENAI_API_VERSION: settings.AZURE_OPENAI_API_VERSION };
			return { model, streamFn: (_, context, options) => streamAzure(model, context, { ...options, ...own, env }) };
		}
		case "OPENAI": {
			const model: Model<"openai-completions"> = {
				...base,
				api: "openai-completions",
				provider: "hephaestus",
				baseUrl: `${settings.LLM_PROXY_URL}/v1`,
				compat: { supportsStore: false, supportsDeveloperRole: false, supportsReasoningEffort: false },
			};
			return { model, streamFn: (_, context, options) => streamOpenAi(model, context, { ...options, ...own }) };
		}
	}
}
