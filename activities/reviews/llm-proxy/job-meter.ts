import type { LlmCall } from "../sandbox/agent-run.ts";
import type { JobCaps } from "./job.ts";

/** Counts a job's calls and tokens against its caps. One per job. */
export class JobMeter {
	readonly #caps: JobCaps;
	#calls = 0;
	#tokens = 0;
	/** Why the job may call no more, once a call was refused for it. */
	exhausted: string | null = null;

	constructor(caps: JobCaps) {
		this.#caps = caps;
	}

	/** Takes one call from the budget; false when it is spent, with the reason in `exhausted`. */
	admit(): boolean {
		if (this.#calls >= this.#caps.maxCalls) {
			this.exhausted = `The review used all of its ${this.#caps.maxCalls} model calls.`;
		} else if (this.#tokens >= this.#caps.maxTokens) {
			this.exhausted = `The review used all of its ${this.#caps.maxTokens} tokens.`;
		} else {
			this.#calls += 1;
			return true;
		}
		return false;
	}

	record(call: LlmCall): void {
		this.#tokens += call.inputTokens + call.outputTokens + call.cacheReadTokens + call.cacheWriteTokens;
	}
}
