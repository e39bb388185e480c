/** What the scripted model says: text, or calls of the tools it was offered. */
export type ModelAnswer = { kind: "TEXT"; text: string } | { kind: "TOOLS"; text: string; calls: ToolCall[] };

export interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}
