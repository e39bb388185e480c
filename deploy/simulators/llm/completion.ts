import type { ModelAnswer } from "./model/answer.ts";
import type { ChatCompletionRequest } from "./request-schema.ts";

export interface Completion {
	id: string;
	created: number;
	model: string;
	text: string;
	toolCalls: { id: string; type: "function"; function: { name: string; arguments: string } }[];
	finishReason: "stop" | "tool_calls";
	usage: {
		prompt_tokens: number;
		completion_tokens: number;
		total_tokens: number;
		prompt_tokens_details: { cached_tokens: number };
	};
}

const charactersPerToken = 4;

/** Wraps an answer as a completion, with ids from `serial` and usage by length. */
export function toCompletion(request: ChatCompletionRequest, answer: ModelAnswer, serial: number): Completion {
	const calls = answer.kind === "TOOLS" ? answer.calls : [];
	const toolCalls = calls.map((call, index) => ({
		id: `call_${serial}_${index}`,
		type: "function" as const,
		function: { name: call.name, arguments: JSON.stringify(call.arguments) },
	}));
	const promptTokens = tokens(JSON.stringify([request.messages, request.tools ?? []]));
	const completionTokens = tokens(answer.text + JSON.stringify(calls));
	return {
		id: `chatcmpl-${serial}`,
		created: Math.floor(Date.now() / 1000),
		model: request.model,
		text: answer.text,
		toolCalls,
		finishReason: toolCalls.length > 0 ? "tool_calls" : "stop",
		usage: {
			prompt_tokens: promptTokens,
			completion_tokens: completionTokens,
			total_tokens: promptTokens + completionTokens,
			prompt_tokens_details: { cached_tokens: 0 },
		},
	};
}

function tokens(text: string): number {
	return Math.max(1, Math.ceil(text.length / charactersPerToken));
}

/** The body of an answer that does not stream. */
export function completionBody(completion: Completion) {
	const toolCalls = completion.toolCalls.length > 0 ? { tool_calls: completion.toolCalls } : {};
	const content = completion.text === "" ? null : completion.text;
	return {
		id: completion.id,
		object: "chat.completion",
		created: completion.created,
		model: completion.model,
		choices: [
			{
				index: 0,
				message: { role: "assistant", content, refusal: null, ...toolCalls },
				logprobs: null,
				finish_reason: completion.finishReason,
			},
		],
		usage: completion.usage,
	};
}
