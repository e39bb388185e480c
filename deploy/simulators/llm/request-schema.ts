import { z } from "zod";

/** OpenAI's documented request of `POST /v1/chat/completions`; an unknown field is refused, as by OpenAI. */
const textPart = z.strictObject({ type: z.literal("text"), text: z.string() });
const refusalPart = z.strictObject({ type: z.literal("refusal"), refusal: z.string() });
const imagePart = z.strictObject({
	type: z.literal("image_url"),
	image_url: z.strictObject({ url: z.string(), detail: z.enum(["auto", "low", "high"]).optional() }),
});
const name = z.string().optional();
const text = z.union([z.string(), z.array(textPart).min(1)]);

const toolCall = z.strictObject({
	id: z.string().min(1),
	type: z.literal("function"),
	function: z.strictObject({ name: z.string().min(1), arguments: z.string() }),
});

const message = z.discriminatedUnion("role", [
	z.strictObject({ role: z.literal("system"), content: text, name }),
	z.strictObject({ role: z.literal("developer"), content: text, name }),
	z.strictObject({
		role: z.literal("user"),
		content: z.union([z.string(), z.array(z.union([textPart, imagePart])).min(1)]),
		name,
	}),
	z
		.strictObject({
			role: z.literal("assistant"),
			content: z.union([z.string(), z.array(z.union([textPart, refusalPart])).min(1)]).nullish(),
			refusal: z.string().nullish(),
			tool_calls: z.array(toolCall).min(1).optional(),
			name,
		})
		.refine((value) => value.content != null || value.tool_calls !== undefined, "expected content or tool_calls"),
	z.strictObject({ role: z.literal("tool"), content: text, tool_call_id: z.string().min(1) }),
]);

const functionTool = z.strictObject({
	type: z.literal("function"),
	function: z.strictObject({
		name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
		description: z.string().optional(),
		parameters: z.looseObject({ type: z.literal("object").optional() }).optional(),
		strict: z.boolean().nullish(),
	}),
});

const effort = z.enum(["none", "minimal", "low", "medium", "high", "xhigh"]);

export const chatCompletionRequest = z
	.strictObject({
		model: z.string().min(1),
		messages: z.array(message).min(1),
		stream: z.boolean().nullish(),
		stream_options: z
			.strictObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() })
			.nullish(),
		tools: z.array(functionTool).min(1).max(128).optional(),
		tool_choice: z
			.union([
				z.enum(["none", "auto", "required"]),
				z.strictObject({ type: z.literal("function"), function: z.strictObject({ name: z.string() }) }),
			])
			.optional(),
		parallel_tool_calls: z.boolean().optional(),
		max_tokens: z.number().int().min(1).nullish(),
		max_completion_tokens: z.number().int().min(1).nullish(),
		temperature: z.number().min(0).max(2).nullish(),
		top_p: z.number().min(0).max(1).nullish(),
		n: z.literal(1).nullish(),
		stop: z.union([z.string(), z.array(z.string()).min(1).max(4)]).nullish(),
		presence_penalty: z.number().min(-2).max(2).nullish(),
		frequency_penalty: z.number().min(-2).max(2).nullish(),
		logit_bias: z.record(z.string(), z.number()).nullish(),
		logprobs: z.boolean().nullish(),
		top_logprobs: z.number().int().min(0).max(20).nullish(),
		response_format: z.looseObject({ type: z.enum(["text", "json_object", "json_schema"]) }).optional(),
		seed: z.number().int().nullish(),
		service_tier: z.enum(["auto", "default", "flex", "scale", "priority"]).nullish(),
		store: z.boolean().nullish(),
		metadata: z.record(z.string(), z.string()).nullish(),
		user: z.string().optional(),
		safety_identifier: z.string().optional(),
		prompt_cache_key: z.string().optional(),
		prompt_cache_retention: z.enum(["in-memory", "24h"]).nullish(),
		reasoning_effort: effort.nullish(),
		verbosity: z.enum(["low", "medium", "high"]).nullish(),
	})
	.superRefine((request, context) => {
		if (request.stream_options != null && request.stream !== true) {
			context.addIssue({ code: "custom", path: ["stream_options"], message: "only allowed when stream is true" });
		}
		for (const unanswered of unansweredToolCalls(request.messages)) {
			const message = `tool_call_id ${unanswered} has no response message, or a response has no call`;
			context.addIssue({ code: "custom", path: ["messages"], message });
		}
	});

export type ChatCompletionRequest = z.infer<typeof chatCompletionRequest>;
export type ChatMessage = z.infer<typeof message>;

// "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'."
function unansweredToolCalls(messages: readonly ChatMessage[]): string[] {
	const wrong: string[] = [];
	let open = new Set<string>();
	for (const entry of messages) {
		if (entry.role === "tool") {
			if (!open.delete(entry.tool_call_id)) wrong.push(entry.tool_call_id);
			continue;
		}
		wrong.push(...open);
		open = new Set(entry.role === "assistant" ? entry.tool_calls?.map((call) => call.id) : []);
	}
	return [...wrong, ...open];
}
