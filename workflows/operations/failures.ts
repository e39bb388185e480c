import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure } from "@temporalio/common";

/** The failure at the root of what an activity or child workflow threw: its type and its plain words. */
export function rootFailure(error: unknown): { type: string | null; message: string } {
	let current = error;
	while (current instanceof ActivityFailure || current instanceof ChildWorkflowFailure) current = current.cause;
	if (current instanceof ApplicationFailure) return { type: current.type ?? null, message: current.message };
	return { type: null, message: current instanceof Error ? current.message : String(current) };
}
