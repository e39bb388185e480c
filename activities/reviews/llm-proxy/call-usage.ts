import type { Estimate } from "./job-meter.ts";
import type { Usage } from "./usage.ts";

/** How a call ended, as far as the proxy could see. */
export interface CallEnd {
	/** The provider took the call: it answered with success, or may have worked on it when the connection went. */
	accepted: boolean;
	/** The answer came to its own end, so that the usage in it, when there is one, is the last word. */
	complete: boolean;
	reported: Usage | null;
}

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/**
 * The usage that a call is booked with. Whoever hangs up before the provider reported pays the whole estimate:
 * otherwise hanging up early would make calls free.
 */
export function usageOf({ accepted, complete, reported }: CallEnd, estimate: Estimate): Usage {
	if (!accepted) return reported ?? noUsage;
	if (reported === null) return { ...noUsage, inputTokens: estimate.inputTokens, outputTokens: estimate.outputTokens };
	if (complete) return reported;
	return { ...reported, outputTokens: Math.max(reported.outputTokens, estimate.outputTokens) };
}
