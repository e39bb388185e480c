import type { Conversation } from "./conversation.ts";

export interface FileRead {
	text: string;
	/** Where to go on reading; null when the end was reached. */
	nextOffset: number | null;
}

const more = /\n?\[lines \d+ to \d+ of \d+; continue with offset (\d+)\]\s*$/;

/** Files whose text is in the conversation, put together from the slices that `read` returned. */
export function filesRead(conversation: Conversation): Map<string, FileRead> {
	const files = new Map<string, FileRead>();
	for (const use of conversation.uses) {
		const path = use.arguments.path;
		if (use.name !== "read" || typeof path !== "string") continue;
		const next = more.exec(use.result);
		const slice = use.result.replace(more, "");
		const before = typeof use.arguments.offset === "number" ? `${files.get(path)?.text ?? ""}\n` : "";
		files.set(path, { text: before + slice, nextOffset: next === null ? null : Number(next[1]) });
	}
	return files;
}
