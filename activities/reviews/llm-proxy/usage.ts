import { z } from "zod";

export interface Usage {
	inputTokens: number;
	outputTokens: number;
	cacheReadTokens: number;
	cacheWriteTokens: number;
}

const count = z.number().int().min(0).nullish();
const openaiChat = z.object({
	prompt_tokens: z.number().int().min(0),
	completion_tokens: count,
	prompt_tokens_details: z.object({ cached_tokens: count }).nullish(),
});
const openaiResponses = z.object({
	input_tokens: z.number().int().min(0),
	output_tokens: count,
	input_tokens_details: z.object({ cached_tokens: count }),
});
const anthropic = z.object({
	input_tokens: count,
	output_tokens: count,
	cache_read_input_tokens: count,
	cache_creation_input_tokens: count,
});

/**
 * Adds what one JSON document of an answer (a whole body, or the data of one event) says about usage. Providers
 * repeat running totals, so a later document replaces an earlier one, figure by figure.
 */
export function readUsage(document: unknown, before: Usage | null): Usage | null {
	const usage = findUsage(document);
	const chat = openaiChat.safeParse(usage);
	if (chat.success) {
		const cached = chat.data.prompt_tokens_details?.cached_tokens ?? 0;
		return openaiUsage(chat.data.prompt_tokens, cached, chat.data.completion_tokens ?? 0);
	}
	const responses = openaiResponses.safeParse(usage);
	if (responses.success) {
		const cached = responses.data.input_tokens_details.cached_tokens ?? 0;
		return openaiUsage(responses.data.input_tokens, cached, responses.data.output_tokens ?? 0);
	}
	const messages = anthropic.safeParse(usage);
	if (!messages.success || Object.values(messages.data).every((value) => typeof value !== "number")) return before;
	return {
		inputTokens: messages.data.input_tokens ?? before?.inputTokens ?? 0,
		outputTokens: messages.data.output_tokens ?? before?.outputTokens ?? 0,
		cacheReadTokens: messages.data.cache_read_input_tokens ?? before?.cacheReadTokens ?? 0,
		cacheWriteTokens: messages.data.cache_creation_input_tokens ?? before?.cacheWriteTokens ?? 0,
	};
}

// OpenAI counts cached tokens among the input, Anthropic beside it; here they are always beside it.
function openaiUsage(input: number, cached: number, output: number): Usage {
	return {
		inputTokens: Math.max(0, input - cached),
		outputTokens: output,
		cacheReadTokens: cached,
		cacheWriteTokens: 0,
	};
}

// At the top of a body or chunk, in Anthropic's message_start below `message`, in Responses events below `response`.
function findUsage(document: unknown): unknown {
	const holder = z.looseObject({
		usage: z.unknown().optional(),
		message: z.unknown().optional(),
		response: z.unknown().optional(),
	});
	const parsed = holder.safeParse(document);
	if (!parsed.success) return undefined;
	return parsed.data.usage ?? findUsage(parsed.data.message) ?? findUsage(parsed.data.response);
}
