import { z } from "zod";
import type { ChatCompletionRequest, ChatMessage } from "../request-schema.ts";

export interface ToolUse {
	name: string;
	arguments: Record<string, unknown>;
	result: string;
	/** Index of the assistant's message. */
	at: number;
}

/** The conversation so far, as a model would remember it. */
export interface Conversation {
	tools: ReadonlySet<string>;
	uses: readonly ToolUse[];
	/** People's messages with their index, oldest first. */
	asked: readonly { text: string; at: number }[];
}

const objectArguments = z.record(z.string(), z.unknown());

/** Pairs every tool call of a request with its result. */
export function readConversation(request: ChatCompletionRequest): Conversation {
	const results = new Map(
		request.messages.flatMap((entry) => (entry.role === "tool" ? [[entry.tool_call_id, textOf(entry)] as const] : [])),
	);
	return {
		tools: new Set(request.tools?.map((tool) => tool.function.name)),
		asked: request.messages.flatMap((entry, at) => (entry.role === "user" ? [{ text: textOf(entry), at }] : [])),
		uses: request.messages.flatMap((entry, at) =>
			entry.role !== "assistant"
				? []
				: (entry.tool_calls ?? []).map((call) => ({
						name: call.function.name,
						arguments: parseArguments(call.function.arguments),
						result: results.get(call.id) ?? "",
						at,
					})),
		),
	};
}

function textOf(entry: ChatMessage): string {
	if (typeof entry.content === "string") return entry.content;
	return (entry.content ?? []).map((part) => ("text" in part ? part.text : "")).join("\n");
}

function parseArguments(json: string): Record<string, unknown> {
	try {
		return objectArguments.parse(JSON.parse(json));
	} catch {
		return {};
	}
}
