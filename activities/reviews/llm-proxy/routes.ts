import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { AgentModel, ModelProvider } from "../sandbox/agent-run.ts";

export interface UpstreamSettings {
	/** Origin, with a path where the provider has one; null when the deployment names none. */
	url: string | null;
	authHeader: string;
	useBearer: boolean;
}

export type Upstreams = Record<ModelProvider, UpstreamSettings>;

/** Where each route of the proxy leads when the job's own model names no base URL. */
export function upstreamsFrom(configuration: Configuration): Upstreams {
	return {
		ANTHROPIC: { url: configuration.LLM_PROXY_ANTHROPIC_URL, authHeader: "x-api-key", useBearer: false },
		OPENAI: {
			url: configuration.LLM_PROXY_OPENAI_URL,
			authHeader: configuration.LLM_PROXY_OPENAI_AUTH_HEADER,
			useBearer: configuration.LLM_PROXY_OPENAI_USE_BEARER,
		},
		AZURE_OPENAI: {
			url: configuration.LLM_PROXY_AZURE_OPENAI_URL ?? null,
			authHeader: configuration.LLM_PROXY_AZURE_OPENAI_AUTH_HEADER,
			useBearer: configuration.LLM_PROXY_AZURE_OPENAI_USE_BEARER,
		},
	};
}

const segments = { ANTHROPIC: "anthropic", OPENAI: "openai", AZURE_OPENAI: "azure_openai" } as const;

/** Path under which the proxy serves a provider. */
export function routeOf(provider: ModelProvider): string {
	return `/internal/llm/${segments[provider]}`;
}

// Only inference: a provider's key also opens files, assistants and administration, which no agent needs.
const allowed: Record<ModelProvider, readonly RegExp[]> = {
	ANTHROPIC: [/^POST \/v1\/messages(\/count_tokens)?$/],
	OPENAI: [/^POST \/v1\/(chat\/completions|responses)$/, /^GET \/v1\/models$/],
	AZURE_OPENAI: [
		/^POST \/openai(\/v1|\/deployments\/[\w.-]+)?\/(chat\/completions|responses)$/,
		/^GET \/openai\/(v1\/)?models$/,
	],
};

/**
 * Whether the route serves this method and path (the path below `routeOf`) for a job of this model. Azure names the
 * model in the path as a deployment: another one than the job's would be booked as the job's.
 */
export function isAllowed(model: Pick<AgentModel, "provider" | "name">, method: string, path: string): boolean {
	const deployment = /^\/openai\/deployments\/([^/]+)\//.exec(path)?.[1];
	if (deployment !== undefined && deployment !== model.name) return false;
	return allowed[model.provider].some((pattern) => pattern.test(`${method} ${path}`));
}

/**
 * The upstream address of a request: the base URL (its own path and query first), then the path below the route.
 * A base URL may or may not end in the version that the path starts with. Returns null for a path that tries to
 * leave the base: traversal, encoded separators, a second host (behaviour specification, section 17).
 */
export function upstreamUrl(base: string, path: string, query: string): URL | null {
	if (!/^\/[\w./:-]*$/.test(path) || path.includes("//") || /(^|\/)\.{1,2}(\/|$)/.test(path)) return null;
	const url = new URL(base);
	const basePath = url.pathname.replace(/\/+$/, "");
	const version = /\/(v1|openai)$/.exec(basePath)?.[0];
	const rest = version !== undefined && path.startsWith(`${version}/`) ? path.slice(version.length) : path;
	url.pathname = basePath + rest;
	for (const [name, value] of new URLSearchParams(query)) url.searchParams.append(name, value);
	return url;
}

/** The header that authenticates the proxy to the provider, made from the job's key. */
export function authorize(model: AgentModel, settings: UpstreamSettings): Record<string, string> {
	return { [settings.authHeader.toLowerCase()]: settings.useBearer ? `Bearer ${model.apiKey}` : model.apiKey };
}
