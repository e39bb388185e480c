import { z } from "zod";
import type { ModelProvider } from "../sandbox/agent-run.ts";

const tool = z.looseObject({ type: z.string().optional() });
const outputLimit = z.number().int().min(1).nullish();
const modelRequest = z.looseObject({
	model: z.string().optional(),
	stream: z.boolean().optional(),
	tools: z.array(tool).optional(),
	n: z.number().int().nullish(),
	best_of: z.number().int().nullish(),
	background: z.boolean().nullish(),
	store: z.boolean().nullish(),
	max_tokens: outputLimit,
	max_completion_tokens: outputLimit,
	max_output_tokens: outputLimit,
});
export type ModelRequest = z.infer<typeof modelRequest>;

/** Why a body may not be forwarded, in words for the container's program. */
export class BodyRefused extends Error {
	override readonly name = "BodyRefused";
}

/**
 * Checks and completes the body of a model request to a path below the provider's route. Throws BodyRefused unless it
 * is JSON, names the job's own model, and asks the provider for one answer, now, and for nothing that reaches the
 * network: hosted tools, remote files and images would be a way out of the sandbox, and what goes on after the answer
 * or beside it could not be metered.
 */
export function prepareBody(raw: string, path: string, provider: ModelProvider, modelName: string): ModelRequest {
	const parsed = parse(raw);
	if (parsed.model !== undefined && parsed.model !== modelName) {
		throw new BodyRefused(`This job may use the model ${modelName} only.`);
	}
	const request: ModelRequest = { ...parsed, model: modelName };
	if (request.tools?.some((entry) => !isOwnTool(entry.type)) || hosted.some((key) => key in request)) {
		throw new BodyRefused("This job may offer the model its own tools only, none that the provider hosts.");
	}
	if (request.background === true || request.store === true || (request.n ?? 1) > 1 || (request.best_of ?? 1) > 1) {
		throw new BodyRefused("This job may ask for one answer at a time: no background, store, n or best_of.");
	}
	for (const key of ["messages", "input", "system", "instructions"]) refuseReferences(request[key]);
	if (provider === "ANTHROPIC") return request;
	const metered = path.endsWith("/responses") ? { ...request, store: false } : withUsage(request);
	return provider === "AZURE_OPENAI" ? forAzure(metered) : metered;
}

const hosted = ["web_search_options", "mcp_servers", "container", "prompt", "previous_response_id", "conversation"];
const references = ["image_url", "file_url", "file_id", "server_url"];

function parse(raw: string): ModelRequest {
	let json: unknown;
	try {
		json = JSON.parse(raw);
	} catch {
		throw new BodyRefused("The body is not JSON.");
	}
	const parsed = modelRequest.safeParse(json);
	if (!parsed.success) throw new BodyRefused(`The body is not a model request: ${z.prettifyError(parsed.error)}`);
	return parsed.data;
}

// "function" is OpenAI's and "custom" both OpenAI's and Anthropic's word for a tool that the caller runs.
function isOwnTool(type: string | undefined): boolean {
	return type === undefined || type === "function" || type === "custom";
}

function refuseReferences(value: unknown): void {
	if (Array.isArray(value)) for (const item of value) refuseReferences(item);
	if (typeof value !== "object" || value === null || Array.isArray(value)) return;
	for (const [key, item] of Object.entries(value)) {
		const remoteSource = key === "source" && typeof item === "object" && item !== null && "url" in item;
		if (references.includes(key) || remoteSource) {
			throw new BodyRefused("This job may send the model text only, no references to files or images.");
		}
		// What the model itself passed to a tool is data of any shape.
		if (key !== "arguments" && !(key === "input" && "name" in value)) refuseReferences(item);
	}
}

// Without this option a streamed chat completion reports no usage and could not be metered.
function withUsage(request: ModelRequest): ModelRequest {
	const isStreamedChat = request.stream === true && "messages" in request;
	if (!isStreamedChat) return request;
	return { ...request, stream_options: { include_usage: true } };
}

// Behaviour specification, section 17: what Azure's deployments do not accept.
function forAzure(request: ModelRequest): ModelRequest {
	const { reasoningSummary: _dropped, max_tokens: maxTokens, ...rest } = request;
	return maxTokens === undefined ? rest : { max_completion_tokens: maxTokens, ...rest };
}
