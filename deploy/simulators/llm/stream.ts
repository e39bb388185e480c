import type { Completion } from "./completion.ts";

const pieceLength = 240;

/** The events of a streamed answer, `[DONE]` last; usage as a chunk of its own when it was asked for. */
export function* completionEvents(completion: Completion, includeUsage: boolean): Generator<string> {
	const event = (choices: unknown[], usage: unknown = null) =>
		JSON.stringify({
			id: completion.id,
			object: "chat.completion.chunk",
			created: completion.created,
			model: completion.model,
			choices,
			...(includeUsage ? { usage } : {}),
		});
	const delta = (value: unknown, finishReason: string | null = null) =>
		event([{ index: 0, delta: value, logprobs: null, finish_reason: finishReason }]);

	yield delta({ role: "assistant", content: completion.toolCalls.length > 0 ? null : "" });
	for (const content of pieces(completion.text)) yield delta({ content });
	for (const [index, call] of completion.toolCalls.entries()) {
		yield delta({ tool_calls: [{ ...call, index, function: { name: call.function.name, arguments: "" } }] });
		for (const piece of pieces(call.function.arguments)) {
			yield delta({ tool_calls: [{ index, function: { arguments: piece } }] });
		}
	}
	yield delta({}, completion.finishReason);
	if (includeUsage) yield event([], completion.usage);
	yield "[DONE]";
}

function pieces(text: string): string[] {
	return text.match(new RegExp(`[\\s\\S]{1,${pieceLength}}`, "g")) ?? [];
}
