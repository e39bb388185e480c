import type { JobCaps } from "./job.ts";
import type { Usage } from "./usage.ts";

/** What a call is expected to cost at most, before the provider says what it did. */
export interface Estimate {
	inputTokens: number;
	outputTokens: number;
}

/** A call's part of the job's budget, held until it is settled. */
export interface Reservation extends Estimate {
	/** Replaces the estimate by what was used; only the first time counts. */
	settle(usage: Usage): void;
}

export type Admission =
	| { kind: "ADMITTED"; reservation: Reservation }
	/** Another call has to end first. */
	| { kind: "BUSY"; reason: string }
	/** The job may call no more. */
	| { kind: "EXHAUSTED"; reason: string };

/** The agent asks one thing at a time; a second call may overlap with one it gave up. */
const mostInFlight = 2;
/** An answer shorter than this is of no use. */
const leastOutput = 16;

/**
 * Counts a job's calls and tokens against its caps. One per job. A call takes its estimate out of the budget when it
 * starts, so that calls side by side cannot spend the same tokens.
 */
export class JobMeter {
	readonly #caps: JobCaps;
	#calls = 0;
	#inFlight = 0;
	/** Used, and reserved by calls in flight. */
	#tokens = 0;
	/** Why the job may call no more, once a call was refused for it. */
	exhausted: string | null = null;

	constructor(caps: JobCaps) {
		this.#caps = caps;
	}

	/** Takes one call and its tokens from the budget; it may get fewer output tokens than it wants. */
	admit(wanted: Estimate): Admission {
		if (this.#inFlight >= mostInFlight) {
			return { kind: "BUSY", reason: `A review makes at most ${mostInFlight} model calls at a time.` };
		}
		const { maxCalls, maxTokens } = this.#caps;
		if (this.#calls >= maxCalls) return this.#exhaust(`The review used all of its ${maxCalls} model calls.`);
		const room = maxTokens - this.#tokens - wanted.inputTokens;
		if (room < Math.min(wanted.outputTokens, leastOutput)) {
			if (this.#inFlight > 0)
				return { kind: "BUSY", reason: "The call before this one holds the review's last tokens." };
			return this.#exhaust(`The review used all of its ${maxTokens} tokens.`);
		}
		const { inputTokens } = wanted;
		return { kind: "ADMITTED", reservation: this.#reserve(inputTokens, Math.min(wanted.outputTokens, room)) };
	}

	#exhaust(reason: string): Admission {
		this.exhausted = reason;
		return { kind: "EXHAUSTED", reason };
	}

	#reserve(inputTokens: number, outputTokens: number): Reservation {
		const reserved = inputTokens + outputTokens;
		let settled = false;
		this.#calls += 1;
		this.#inFlight += 1;
		this.#tokens += reserved;
		return {
			inputTokens,
			outputTokens,
			settle: (usage) => {
				if (settled) return;
				settled = true;
				this.#inFlight -= 1;
				this.#tokens += total(usage) - reserved;
			},
		};
	}
}

function total(usage: Usage): number {
	return usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
}
