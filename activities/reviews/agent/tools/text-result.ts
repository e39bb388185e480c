import type { AgentToolResult } from "@earendil-works/pi-agent-core";

/** A tool's answer as plain text. */
export function textResult(text: string): AgentToolResult<undefined> {
	return { content: [{ type: "text", text }], details: undefined };
}
