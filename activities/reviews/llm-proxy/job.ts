import { randomBytes } from "node:crypto";
import type { AgentModel, LlmCall } from "../sandbox/agent-run.ts";

/** Hard limits of one job, enforced where the container cannot reach them. */
export interface JobCaps {
	maxCalls: number;
	/** Input, cache and output tokens together. */
	maxTokens: number;
}

/** What the proxy knows about the one job whose socket it serves. */
export interface ProxiedJob {
	token: string;
	model: AgentModel;
	/** Told of every call that reached, or tried to reach, the provider. */
	onCall(call: LlmCall): Promise<void>;
}

/** A 256-bit token; it opens one socket of one job and dies with both. */
export function createJobToken(): string {
	return randomBytes(32).toString("base64url");
}
