import { z } from "zod";
import type { ModelProvider } from "../sandbox/agent-run.ts";

const tool = z.looseObject({ type: z.string().optional() });
const modelRequest = z.looseObject({
	model: z.string().optional(),
	stream: z.boolean().optional(),
	tools: z.array(tool).optional(),
});
type ModelRequest = z.infer<typeof modelRequest>;

/** Why a body may not be forwarded, in words for the container's program. */
export class BodyRefused extends Error {
	override readonly name = "BodyRefused";
}

/**
 * Checks and completes the body of a model request. Throws BodyRefused unless it is JSON, names the job's own model,
 * and asks the provider for nothing that reaches the network: hosted tools, remote files and images would be a way
 * out of the sandbox.
 */
export function prepareBody(raw: string, provider: ModelProvider, modelName: string): string {
	const request = parse(raw);
	if (request.model !== undefined && request.model !== modelName) {
		throw new BodyRefused(`This job may use the model ${modelName} only.`);
	}
	if (request.tools?.some((entry) => !isOwnTool(entry.type)) || hosted.some((key) => key in request)) {
		throw new BodyRefused("This job may offer the model its own tools only, none that the provider hosts.");
	}
	for (const key of ["messages", "input", "system", "instructions"]) refuseReferences(request[key]);
	if (provider === "ANTHROPIC") return JSON.stringify(request);
	return JSON.stringify(provider === "AZURE_OPENAI" ? forAzure(withUsage(request)) : withUsage(request));
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
	return { ...request, stream_options: { ...Object(request.stream_options), include_usage: true } };
}

// Behaviour specification, section 17: what Azure's deployments do not accept.
function forAzure(request: ModelRequest): ModelRequest {
	const { reasoningSummary: _dropped, max_tokens: maxTokens, ...rest } = request;
	return maxTokens === undefined ? rest : { max_completion_tokens: maxTokens, ...rest };
}
